import type { Protocol } from './delivery.ts';
import type { PublishedMessage } from './sns.ts';

/** Protocols whose subscribers receive their text inside a notification, unless they ask for raw delivery. */
export type EnvelopedProtocol = Extract<
  Protocol,
  'http' | 'https' | 'email-json' | 'sqs' | 'lambda' | 'firehose'
>;

/**
 * The JSON text that a subscriber without raw delivery receives. Left out is what belongs to a subscription: the
 * signature, the certificate's address, the address to unsubscribe and the subscription's ARN.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function notificationEnvelope(message: PublishedMessage, protocol: EnvelopedProtocol): string {
  const { subject } = message;
  const attributes = toAttributes(message);
  const start = { Type: 'Notification', MessageId: message.messageId, TopicArn: message.topicArn };
  const end = { Message: message.bodies[protocol], Timestamp: message.time.toISOString() };
  if (protocol === 'lambda') {
    // A function is told of an absent subject and of absent attributes; the other protocols are not.
    const Sns = { ...start, Subject: subject ?? null, ...end, MessageAttributes: attributes };
    return JSON.stringify({ Records: [{ EventSource: 'aws:sns', EventVersion: '1.0', Sns }] });
  }
  const hasAttributes = Object.keys(attributes).length > 0;
  return JSON.stringify({
    ...start,
    Subject: subject,
    ...end,
    MessageAttributes: hasAttributes ? attributes : undefined,
  });
}

/** Attributes are "sent only when the message structure is String, not JSON". */
function toAttributes(message: PublishedMessage): Record<string, { Type: string; Value: string }> {
  if (message.messageStructure === 'json') return {};
  return Object.fromEntries(
    Object.entries(message.attributes).map(([name, { dataType, value }]) => [
      name,
      { Type: dataType, Value: value },
    ]),
  );
}
