import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { replayQueue } from '../../commands/project-commands.ts';
import { type AudienceCheck, verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { faultsOr, ok, type Verdict, wrong } from '../verdicts.ts';

/** Whether a queue holds events of which nobody was notified. What waits in the buffer is only on its way. */
export const checkQueues: AudienceCheck = async (audience, deployment, clients) => {
  const faults = await Promise.all(
    queuesOf(audience).map((queue) => verdictsOf(queueFaults(queue, deployment, clients), deployment)),
  );
  return [
    ...faultsOr(faults.flat(), 'The queues for what failed are empty.'),
    ...(await bufferNote(audience, clients)),
  ];
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
    { queue: 'dead-letter queue', url: deadLetterQueueUrl, cause: 'EventBridge could not deliver them' },
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

async function queueFaults(
  { queue, url, cause }: FailureQueue,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const waiting = await countMessages(url, `The ${queue}`, clients);
  if (waiting === 0) return [];
  return [
    wrong(
      `${eventsWait(waiting)} in the ${queue}: ${cause}, so nobody was notified. SQS keeps an event for 14 days.`,
      {
        remedy: 'Remove the cause, then read them and send them again:',
        command: replayQueue(deployment, url),
      },
    ),
  ];
}

/** On the way from buffered to direct delivery, the buffer is read until it is empty. That is no fault. */
async function bufferNote(
  { bufferUrl, drainsBuffer }: DeployedAudience,
  clients: Clients,
): Promise<readonly Verdict[]> {
  if (bufferUrl === undefined || !drainsBuffer) return [];
  const waiting = await countMessages(bufferUrl, 'The buffer', clients);
  if (waiting > 0) {
    const remedy = 'Leave drainBuffer in notifier.config.ts until it is empty.';
    return [
      { ...ok(`${eventsWait(waiting)} in the buffer of before, which the function still reads.`), remedy },
    ];
  }
  const remedy = 'Take drainBuffer out of notifier.config.ts with the next deployment.';
  return [{ ...ok('The buffer of before is empty.'), remedy }];
}

async function countMessages(url: string, subject: string, { sqs, call }: Clients): Promise<number> {
  const command = new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const { Attributes = {} } = await call('sqs:GetQueueAttributes', sqs.send(command), subject);
  // Someone may be reading them just now.
  const { ApproximateNumberOfMessages: visible = 0, ApproximateNumberOfMessagesNotVisible: taken = 0 } =
    Attributes;
  return Number(visible) + Number(taken);
}

function eventsWait(count: number): string {
  return count === 1 ? '1 event waits' : `${count} events wait`;
}
