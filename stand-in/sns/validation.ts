import type { QueryInput } from '../query-protocol.ts';
import { ServiceError } from '../service.ts';

/** A Publish call, its parameters checked one by one. */
export interface PublishRequest {
  readonly topicArn: string;
  readonly subject: string | undefined;
  /** The message as it was sent: with `messageStructure` json, the JSON text. */
  readonly message: string;
  readonly messageStructure: 'json' | undefined;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  /** `String`, `String.Array`, `Number` or `Binary`; not checked. */
  readonly dataType: string;
  /** Base64 for a `Binary`. */
  readonly value: string;
}

/**
 * Reads the form of a Publish call. The texts of the errors are those the service was recorded to give, unless a
 * comment says otherwise.
 *
 * @param topics ARNs of the topics that exist; undefined for all
 * @throws {ServiceError} `InvalidParameter` (400), `NotFound` (404)
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 * @see https://github.com/localstack/localstack/blob/02b6f1855221634efcf40f7f15d93b1a6665ab8a/tests/aws/services/sns/test_sns.snapshot.json for the recordings
 */
export function toPublishRequest(input: QueryInput, topics: readonly string[] | undefined): PublishRequest {
  const subject = toSubject(input.Subject);
  const attributes = toAttributes(input);
  const message = toMessage(input.Message, attributes);
  const messageStructure = toMessageStructure(input.MessageStructure);
  // A topic's ARN is taken as the TargetArn too.
  const topicArn = toTopicArn(input.TopicArn ?? input.TargetArn, topics);
  return { topicArn, subject, message, messageStructure, attributes };
}

export function invalidParameter(reason: string): ServiceError {
  return new ServiceError(400, 'InvalidParameter', `Invalid parameter: ${reason}`);
}

/** "Less than 100 characters", says the documentation; that 100 were seen to pass is nothing to count on. */
const SUBJECT_LIMIT = 100;

/** Control characters, and the two line breaks of Unicode that are not among them. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

function toSubject(subject: string | undefined): string | undefined {
  if (subject === undefined) return undefined;
  if (subject === '' || subject.length >= SUBJECT_LIMIT || UNPRINTABLE.test(subject)) {
    throw invalidParameter('Subject');
  }
  return subject;
}

/** Bytes, for the message and its attributes together: a topic's default `MaximumMessageSize`. */
const MESSAGE_LIMIT = 262_144;

function toMessage(message: string | undefined, attributes: PublishRequest['attributes']): string {
  if (!message) throw invalidParameter('Empty message');
  let size = Buffer.byteLength(message);
  for (const [name, { dataType, value }] of Object.entries(attributes)) {
    const encoding = dataType.startsWith('Binary') ? 'base64' : 'utf8';
    size += Buffer.byteLength(name) + Buffer.byteLength(dataType) + Buffer.byteLength(value, encoding);
  }
  if (size > MESSAGE_LIMIT) throw invalidParameter('Message too long');
  return message;
}

function toMessageStructure(structure: string | undefined): 'json' | undefined {
  if (structure === undefined || structure === 'json') return structure;
  // Not recorded. The documentation knows one value, and a typing error must not pass for plain text.
  throw invalidParameter('MessageStructure');
}

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;

/**
 * @param topics ARNs of the topics that exist; undefined for all
 * @throws {ServiceError} `InvalidParameter` (400), `NotFound` (404)
 */
export function toTopicArn(arn: string | undefined, topics: readonly string[] | undefined): string {
  // Not recorded.
  if (arn === undefined)
    throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  const elements = arn.split(':').length;
  if (elements < 6) {
    throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${elements}`);
  }
  // Recorded for a topic of another Region; taken here for every ARN that is not a standard topic's.
  if (!TOPIC_ARN.test(arn)) throw invalidParameter('TopicArn');
  if (topics && !topics.includes(arn)) throw new ServiceError(404, 'NotFound', 'Topic does not exist');
  return arn;
}

function toAttributes(input: QueryInput): PublishRequest['attributes'] {
  const attributes: Record<string, MessageAttribute> = {};
  for (let index = 1; ; index += 1) {
    const entry = `MessageAttributes.entry.${index}`;
    const name = input[`${entry}.Name`];
    if (name === undefined) return attributes;
    attributes[name] = {
      dataType: input[`${entry}.Value.DataType`] ?? '',
      value: input[`${entry}.Value.StringValue`] ?? input[`${entry}.Value.BinaryValue`] ?? '',
    };
  }
}
