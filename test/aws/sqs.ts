import { createHash, randomUUID } from 'node:crypto';
import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A message that waits in a queue. */
export interface StandInMessage {
  readonly body: string;
  /** Those that its sender gave it, all of them texts. @default - none */
  readonly messageAttributes?: Readonly<Record<string, string>>;
  /** Those that SQS gave it, as `DeadLetterQueueSourceArn`. @default - none */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface SqsOptions {
  /** What waits, by the URL of the queue: messages, or only how many there are. */
  readonly queues: Readonly<Record<string, number | readonly StandInMessage[]>>;
  /** What is set on a queue, by its URL: `{ 'https://sqs.…': { Policy: '…' } }`. @default - nothing */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Called once for each message that is deleted, before its deleter has the answer. */
  readonly onDelete?: (message: StandInMessage) => void;
}

export interface SqsStandIn extends StandIn {
  /** What is in a queue now, hidden or not. */
  messagesIn(url: string): readonly StandInMessage[];
  /** How many of these a receiver would not get at this moment. */
  hiddenIn(url: string): number;
  /** Lets the time pass that messages are hidden for. */
  revealAll(): void;
}

interface Waiting {
  readonly id: string;
  readonly message: StandInMessage;
  /** Of the last time that it was received: an older one is no longer good for anything. */
  handle: string;
  /** Epoch, in milliseconds. */
  hiddenUntil: number;
}

/**
 * Stands in for Amazon SQS on the loopback interface: point an `SQSClient` at its `endpoint`. It hands out messages, hides
 * and deletes them, and knows how many a queue holds. It never makes a receiver wait, and takes no messages from outside.
 * Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export async function startSqs({ queues, attributes = {}, onDelete }: SqsOptions): Promise<SqsStandIn> {
  const waiting = new Map(Object.entries(queues).map(([url, content]) => [url, toWaiting(content)]));
  const queueAt = (url: unknown) => waiting.get(String(url)) ?? refuseQueue();
  const service = jsonService('AmazonSQS', {
    GetQueueAttributes: ({ QueueUrl }) => {
      const messages = queueAt(QueueUrl);
      const hidden = messages.filter(isHidden).length;
      return {
        Attributes: {
          ...attributes[String(QueueUrl)],
          ApproximateNumberOfMessages: String(messages.length - hidden),
          ApproximateNumberOfMessagesNotVisible: String(hidden),
        },
      };
    },
    ReceiveMessage: ({ QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout = 30 }) => {
      const received = queueAt(QueueUrl)
        .filter((message) => !isHidden(message))
        .slice(0, Number(MaxNumberOfMessages));
      for (const message of received) {
        message.handle = randomUUID();
        hide(message, VisibilityTimeout);
      }
      return received.length === 0 ? {} : { Messages: received.map(toMessage) };
    },
    ChangeMessageVisibility: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }) => {
      hide(find(queueAt(QueueUrl), ReceiptHandle), VisibilityTimeout);
      return {};
    },
    ChangeMessageVisibilityBatch: ({ QueueUrl, Entries }) => {
      const messages = queueAt(QueueUrl);
      const entries = Entries as readonly JsonInput[];
      for (const { ReceiptHandle, VisibilityTimeout } of entries)
        hide(find(messages, ReceiptHandle), VisibilityTimeout);
      return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
    },
    DeleteMessage: ({ QueueUrl, ReceiptHandle }) => {
      const messages = queueAt(QueueUrl);
      const message = find(messages, ReceiptHandle);
      messages.splice(messages.indexOf(message), 1);
      onDelete?.(message.message);
      return {};
    },
  });
  return Object.assign(await startServer(service), {
    messagesIn: (url: string) => queueAt(url).map(({ message }) => message),
    hiddenIn: (url: string) => queueAt(url).filter(isHidden).length,
    revealAll: () => {
      for (const message of [...waiting.values()].flat()) message.hiddenUntil = 0;
    },
  });
}

function toWaiting(content: number | readonly StandInMessage[]): Waiting[] {
  const messages =
    typeof content === 'number' ? Array.from({ length: content }, () => ({ body: '{}' })) : content;
  return messages.map((message) => ({ id: randomUUID(), message, handle: '', hiddenUntil: 0 }));
}

function isHidden({ hiddenUntil }: Waiting): boolean {
  return hiddenUntil > Date.now();
}

function hide(message: Waiting, seconds: unknown): void {
  message.hiddenUntil = Date.now() + Number(seconds) * 1000;
}

function toMessage({ id, handle, message }: Waiting): object {
  const { body, attributes, messageAttributes = {} } = message;
  return {
    MessageId: id,
    ReceiptHandle: handle,
    Body: body,
    // The client checks it.
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Attributes: attributes,
    MessageAttributes: Object.fromEntries(
      Object.entries(messageAttributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]),
    ),
  };
}

function find(messages: readonly Waiting[], handle: unknown): Waiting {
  const found = messages.find((message) => message.handle !== '' && message.handle === handle);
  if (found) return found;
  throw new ServiceError(
    400,
    'com.amazonaws.sqs#ReceiptHandleIsInvalid',
    'The input receipt handle is invalid.',
  );
}

function refuseQueue(): never {
  throw new ServiceError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
}
