import { randomUUID } from 'node:crypto';
import { element, type QueryActions, type QueryInput, queryService } from '../query-protocol.ts';
import { type StandIn, startServer } from '../server.ts';
import { type Bodies, resolveBodies } from './delivery.ts';
import { type PublishRequest, toPublishRequest } from './validation.ts';

export interface SnsOptions {
  /** ARNs of the topics that exist. @default - every well-formed topic ARN */
  readonly topics?: readonly string[];
  /** The DisplayName of the topics, which SNS puts in front of a text message. @default - none */
  readonly displayName?: string;
  /** Is called once for each accepted message, before its sender has the answer. @default - nothing is called */
  readonly onPublish?: (message: PublishedMessage) => void;
  /** The actions that are known beside Publish. @default - none */
  readonly actions?: QueryActions;
}

/** A message that SNS accepted. */
export interface PublishedMessage extends PublishRequest {
  /** The UUID that its sender received. */
  readonly messageId: string;
  /** What a subscriber of each protocol receives. */
  readonly bodies: Bodies;
  /** When it was accepted. */
  readonly time: Date;
}

export interface SnsStandIn extends StandIn {
  /** Accepted messages, oldest first. Grows while the stand-in runs. */
  readonly published: readonly PublishedMessage[];
}

/**
 * Stands in for Amazon SNS on the loopback interface: point an `SNSClient` at its `endpoint`. It refuses what SNS
 * refuses, in SNS's own words, resolves the body of each protocol, fails on demand, and delivers to nobody. Signatures are
 * not checked; FIFO topics and direct text messages are not known.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export async function startSns(options: SnsOptions = {}): Promise<SnsStandIn> {
  const published: PublishedMessage[] = [];
  const service = queryService('http://sns.amazonaws.com/doc/2010-03-31/', {
    Publish: (input) => {
      const message = acceptMessage(input, options);
      published.push(message);
      options.onPublish?.(message);
      return element('MessageId', message.messageId);
    },
    ...options.actions,
  });
  // Not a spread: that would copy the count of attempts as it is now.
  return Object.assign(await startServer(service), { published });
}

/**
 * What SNS makes of one Publish call, without a server: for whoever shows messages and sends none.
 *
 * @param input the parameters of the call
 * @throws {ServiceError} where SNS refuses it
 */
export function acceptMessage(
  input: QueryInput,
  { topics, displayName }: Pick<SnsOptions, 'topics' | 'displayName'>,
): PublishedMessage {
  const request = toPublishRequest(input, topics);
  return {
    ...request,
    messageId: randomUUID(),
    bodies: resolveBodies(request.message, request.messageStructure, displayName),
    time: new Date(),
  };
}
