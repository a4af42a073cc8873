import { Agent } from 'node:http';
import { PublishCommand } from '@aws-sdk/client-sns';
import { createSnsClient } from '../../lambda/publish/publish.ts';

/** The floor with a new connection for each message. */
const sns = createSnsClient({ requestHandler: { httpAgent: new Agent({ keepAlive: false }) } });
export const handler = (event: unknown) =>
  sns.send(new PublishCommand({ TopicArn: process.env.TOPIC_ARN, Message: JSON.stringify(event) }));
