import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { PublishError } from '../errors.ts';
import type { RenderedMessage } from '../render/protocols.ts';

/** How long to wait, in milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** For the answer to one attempt, of which the SDK makes up to three. */
  readonly attempt: number;
}

const TIMEOUTS: Timeouts = { connect: 1000, attempt: 3000 };

/** For all attempts together: shorter than the function's own timeout, so that a failure is told as what it is. */
const PUBLISH_TIMEOUT_MS = 10_000;

/** One client for the life of the container, so that its connection is used again. */
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
 * Publishes one message to all protocols and returns its id.
 *
 * @throws {PublishError} whatever went wrong; its `cause` is the SDK's error
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export async function publish(
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
  if (!answer.MessageId) throw new PublishError('SNS answered without a MessageId.', { eventId });
  return answer.MessageId;
}
