import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { replayQueue } from '../../commands/project-commands.ts';
import { type AudienceCheck, verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';

/** Whether a queue holds events of which nobody was notified. What waits in the buffer is only on its way. */
export const checkQueues: AudienceCheck = async (audience, deployment, clients) => {
  const faults = await Promise.all(
    queuesOf(audience).map((queue) => verdictsOf(look(queue, deployment, clients), deployment)),
  );
  return faultsOr(faults.flat(), 'The queues for what failed are empty.');
};

interface FailureQueue {
  readonly queue: string;
  readonly url: string;
  /** Why events end there. */
  readonly cause: string;
}

function queuesOf({
  deadLetterQueueUrl,
  failureQueueUrl,
  bufferDeadLetterQueueUrl,
}: DeployedAudience): readonly FailureQueue[] {
  return [
    { queue: 'dead-letter queue', url: deadLetterQueueUrl, cause: 'EventBridge could not hand them over' },
    { queue: 'failure queue', url: failureQueueUrl, cause: 'the function failed' },
    ...(bufferDeadLetterQueueUrl === undefined
      ? []
      : [
          {
            queue: "buffer's dead-letter queue",
            url: bufferDeadLetterQueueUrl,
            cause: 'the function failed five times',
          },
        ]),
  ];
}

async function look(
  { queue, url, cause }: FailureQueue,
  deployment: Deployment,
  { sqs, call }: Clients,
): Promise<readonly Verdict[]> {
  const { Attributes = {} } = await call(
    'sqs:GetQueueAttributes',
    sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    ),
    `The ${queue}`,
  );
  // Someone may be reading them just now.
  const { ApproximateNumberOfMessages: visible = 0, ApproximateNumberOfMessagesNotVisible: taken = 0 } =
    Attributes;
  const waiting = Number(visible) + Number(taken);
  if (waiting === 0) return [];
  const events = waiting === 1 ? '1 event waits' : `${waiting} events wait`;
  return [
    wrong(`${events} in the ${queue}: ${cause}, so nobody was notified. SQS keeps an event for 14 days.`, {
      remedy: 'Remove the cause, then read them and send them again:',
      command: replayQueue(deployment, url),
    }),
  ];
}
