import { PublishCommand } from '@aws-sdk/client-sns';
import { createSnsClient } from '../../lambda/publish/publish.ts';
import { alert } from '../own-work.ts';

/** The floor with a message as long as the function's, made once: what the longer message costs to send and to take. */
const sns = createSnsClient();
let made: { subject: string; bodies: object } | undefined;
export const handler = (event: unknown) => {
  made ??= alert(event) as { subject: string; bodies: object };
  return sns.send(
    new PublishCommand({
      TopicArn: process.env.TOPIC_ARN,
      Subject: made.subject,
      Message: JSON.stringify(made.bodies),
      MessageStructure: 'json',
    }),
  );
};
