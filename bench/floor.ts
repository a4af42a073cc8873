import { PublishCommand } from '@aws-sdk/client-sns';
import { createSnsClient } from '../lambda/publish/publish.ts';

/** The least that could publish an event: the same client, and the raw event as the message. */
const sns = createSnsClient();
export const handler = (event: unknown) =>
  sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: JSON.stringify(event) }));
