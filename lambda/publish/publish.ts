import { setTimeout as wait } from 'node:timers/promises';
import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { PublishError } from '../errors.ts';
import type { RenderedMessage } from '../render/render.ts';

/** How long to wait, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** For the answer to one attempt, of which the SDK makes up to three. */
  readonly attempt: number;
}

const TIMEOUTS: Timeouts = { connect: 1000, attempt: 3000 };

/** For all attempts together: shorter than the function's own timeout, so that a failure is reported as what it is. */
const PUBLISH_TIMEOUT_MS = 10_000;

/** Publishes to one topic, and no faster than its subscribers bear. */
export interface Publisher {
  /**
   * Publishes one message to all protocols.
   *
   * @param eventId names the event in errors; of a digest, its first
   * @returns the id that SNS gave the message
   * @throws {PublishError} whatever went wrong; its `cause` is the SDK's error
   */
  publish(message: RenderedMessage, eventId: string | undefined): Promise<string>;
  /** Resolves once another message may be published. An invocation must not end before. */
  idle(): Promise<void>;
}

/** One client for the life of the instance, so that its connection is used again. */
export function createSnsClient(
  config: SNSClientConfig = {},
  { connect, attempt }: Timeouts = TIMEOUTS,
): SNSClient {
  return new SNSClient({
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: attempt,
      // Without this the SDK only writes a warning and goes on waiting.
      throwOnRequestTimeout: true,
      // The request timeout stops watching once the headers are there.
      socketTimeout: attempt,
    },
    ...config,
  });
}

/**
 * A publisher that leaves a time between two messages. Concurrency bounds the instances of the function, so the bound
 * holds only if each waits before its invocation ends: see `idle`.
 *
 * @param intervalMs the shortest time between the end of one publication and the start of the next
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export function createPublisher(sns: SNSClient, topicArn: string, intervalMs: number): Publisher {
  let interval: Promise<void> = Promise.resolve();
  return {
    async publish(message, eventId) {
      await interval;
      try {
        return await publish(sns, topicArn, message, eventId);
      } finally {
        // Also after a failure: SNS may have taken the message, and only its answer been lost. Even a wait of nothing
        // takes a millisecond.
        if (intervalMs > 0) interval = wait(intervalMs);
      }
    },
    idle: () => interval,
  };
}

async function publish(
  sns: SNSClient,
  topicArn: string,
  { subject, bodies }: RenderedMessage,
  eventId: string | undefined,
): Promise<string> {
  const command = new PublishCommand({
    TopicArn: topicArn,
    Subject: subject,
    Message: JSON.stringify(bodies),
    MessageStructure: 'json',
  });
  const controller = new AbortController();
  // Not AbortSignal.timeout, whose timer stays after the answer and keeps the message with it.
  const timer = setTimeout(() => controller.abort(), PUBLISH_TIMEOUT_MS);
  const answer = await sns
    .send(command, { abortSignal: controller.signal })
    .catch((cause) => {
      throw new PublishError(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), {
        eventId,
        cause,
      });
    })
    .finally(() => clearTimeout(timer));
  if (!answer.MessageId?.trim()) throw new PublishError('SNS answered without a MessageId.', { eventId });
  return answer.MessageId;
}
