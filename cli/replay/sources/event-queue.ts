import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type AwsOptions, connectAws } from '../../aws/connect.ts';
import { UserError } from '../../terminal/user-error.ts';
import { readMessage } from './event-queue-message.ts';
import type { Found } from './found.ts';

/** For how long a message is hidden from others. Short: after a crash it is back within two minutes. */
const HIDDEN_S = 120;

/**
 * Those still to come are hidden anew if less than this is left. An alert takes 10 seconds at most to publish, a function
 * somewhat longer; and SQS cannot hide what has come back already.
 */
const ENOUGH_MS = 60_000;

/** Several servers keep a queue: once empty may be chance. */
const EMPTY_ANSWERS = 2;

const BATCH = 10;

/** A message that was taken, with what it takes to delete it or to give it back. */
interface Taken {
  readonly id: string;
  readonly handle: string;
  readonly until: number;
}

/**
 * Reads a queue to its end. A message is deleted once everything in it is settled as done; all others are given back at the
 * end, also when the reader stops early.
 *
 * @throws {UserError} if the queue cannot be read, or what is done with cannot be deleted
 */
export async function* readQueue(url: string, options: AwsOptions): AsyncGenerator<Found> {
  const queue = await openQueue(url, options);
  const taken = new Map<string, Taken>();
  /** Ids of those whose turn is still to come. */
  const ahead = new Set<string>();
  try {
    for await (const message of messagesOf(queue, taken, ahead)) {
      const { id } = message;
      await queue.keepHidden(taken, ahead);
      ahead.delete(id);
      const { items, why } = readMessage(message.content);
      let open = items.length;
      let keep = false;
      const settle = async (done: boolean) => {
        open -= 1;
        keep ||= !done;
        if (open > 0 || keep) return;
        await queue.remove(taken, id);
      };
      for (const [index, item] of items.entries()) {
        const where = items.length === 1 ? `message ${id}` : `message ${id}#${index + 1}`;
        yield { where, why, settle, ...item };
      }
    }
  } finally {
    await queue.giveBack([...taken.values()]);
  }
}

interface NewMessage {
  readonly id: string;
  readonly content: Message;
}

type Queue = Awaited<ReturnType<typeof openQueue>>;

/** Each message once. Those that are kept come back when their time is up, and are then only hidden again. */
async function* messagesOf(
  queue: Queue,
  taken: Map<string, Taken>,
  ahead: Set<string>,
): AsyncGenerator<NewMessage> {
  const known = new Set<string>();
  let empty = 0;
  let stale = 0;
  // All that is known can come back before something new does, but it is hidden again each time.
  while (empty < EMPTY_ANSWERS && stale <= known.size / BATCH + 1) {
    const until = Date.now() + HIDDEN_S * 1000;
    const messages = await queue.receive();
    const fresh: NewMessage[] = [];
    for (const content of messages) {
      const { MessageId: id = '', ReceiptHandle: handle = '' } = content;
      taken.set(id, { id, handle, until });
      if (!known.has(id)) fresh.push({ id, content });
      known.add(id);
    }
    empty = messages.length === 0 ? empty + 1 : 0;
    stale = messages.length > 0 && fresh.length === 0 ? stale + 1 : 0;
    for (const { id } of fresh) ahead.add(id);
    yield* fresh;
  }
}

async function openQueue(url: string, options: AwsOptions) {
  const { region, clientConfig, call: callAws } = await connectAws(options);
  // The endpoint is that of the region, also where the host of a queue's URL is another name for it.
  const sqs = new SQSClient({ ...clientConfig, useQueueUrlAsEndpoint: false });
  const call = <Answer>(permission: string, answer: Promise<Answer>) =>
    callAws(permission, answer).catch((error: unknown) => {
      throw isMissing(error)
        ? new UserError(`There is no queue ${url} in ${region}.`, { cause: error })
        : error;
    });
  return {
    async receive(): Promise<readonly Message[]> {
      const command = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: BATCH,
        WaitTimeSeconds: 1,
        VisibilityTimeout: HIDDEN_S,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      const { Messages = [] } = await call('sqs:ReceiveMessage', sqs.send(command));
      return Messages;
    },
    /** One batch at most is ahead. What cannot be hidden again is somebody else's by now, and is sent all the same. */
    async keepHidden(taken: Map<string, Taken>, ahead: ReadonlySet<string>): Promise<void> {
      const now = Date.now();
      const messages = [...ahead].flatMap((id) => taken.get(id) ?? []);
      if (messages.every(({ until }) => until - now > ENOUGH_MS)) return;
      const command = visibilityCommand(url, messages, HIDDEN_S);
      await call('sqs:ChangeMessageVisibility', sqs.send(command));
      for (const message of messages) taken.set(message.id, { ...message, until: now + HIDDEN_S * 1000 });
    },
    async remove(taken: Map<string, Taken>, id: string): Promise<void> {
      const command = new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: taken.get(id)?.handle });
      await call('sqs:DeleteMessage', sqs.send(command)).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        throw new UserError(
          `Message ${id} was sent, but stays in the queue: ${error.message} Stopped here, so that no more is sent twice.`,
          { cause: error },
        );
      });
      taken.delete(id);
    },
    /** Best effort: what is not given back is back by itself, in two minutes. */
    async giveBack(messages: readonly Taken[]): Promise<void> {
      for (let start = 0; start < messages.length; start += BATCH) {
        const command = visibilityCommand(url, messages.slice(start, start + BATCH), 0);
        await sqs.send(command).catch(() => undefined);
      }
      sqs.destroy();
    },
  };
}

function visibilityCommand(
  QueueUrl: string,
  messages: readonly Taken[],
  VisibilityTimeout: number,
): ChangeMessageVisibilityBatchCommand {
  const Entries = messages.map(({ handle }, index) => ({
    Id: String(index),
    ReceiptHandle: handle,
    VisibilityTimeout,
  }));
  return new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
}

function isMissing(error: unknown): boolean {
  const { cause } = error instanceof UserError ? error : { cause: error };
  return cause instanceof Error && /^QueueDoesNotExist$|NonExistentQueue$/.test(cause.name);
}
