import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { commandLine } from '../../terminal/command-line.ts';
import { type AudienceCheck, faultsOr, type Verdict, verdictsOf, wrong } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { DeployedAudience } from '../deployment.ts';
import { about } from '../unanswered.ts';

/** Whether a queue holds events that nobody was told of. What waits in the buffer is only on its way. */
export const checkQueues: AudienceCheck = async (audience, deployment, clients) => {
  const faults = await Promise.all(
    queuesOf(audience).map((queue) => verdictsOf(look(queue, clients), deployment)),
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

async function look({ queue, url, cause }: FailureQueue, { sqs, ask }: Clients): Promise<readonly Verdict[]> {
  const { Attributes = {} } = await about(
    `The ${queue}`,
    ask(
      'sqs:GetQueueAttributes',
      sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      ),
    ),
  );
  // Someone may be reading them just now.
  const { ApproximateNumberOfMessages: visible = 0, ApproximateNumberOfMessagesNotVisible: taken = 0 } =
    Attributes;
  const waiting = Number(visible) + Number(taken);
  if (waiting === 0) return [];
  const events = waiting === 1 ? '1 event waits' : `${waiting} events wait`;
  return [
    wrong(
      `${events} in the ${queue}: ${cause}, so nobody was told. SQS keeps an event for 14 days.`,
      'Remove the cause, then read them and send them again:',
      commandLine(['npm', 'run', 'replay', '--', '--queue', url]),
    ),
  ];
}
