import { invalidParameter } from './validation.ts';

/** The keys of a message with `MessageStructure: json`: a protocol each, and the one for all others. */
export const PROTOCOLS = [
  'default',
  'http',
  'https',
  'email',
  'email-json',
  'sms',
  'sqs',
  'application',
  'lambda',
  'firehose',
] as const;

export type Protocol = (typeof PROTOCOLS)[number];

/** A text for each protocol. */
export type Bodies = Readonly<Record<Protocol, string>>;

/**
 * The text that a subscriber of each protocol receives. A protocol without a string of its own gets the
 * `default`; other keys are ignored. A text message starts with the topic's display name.
 *
 * @throws {ServiceError} `InvalidParameter` when a json message is no JSON object or has no string `default`
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html for the display name
 */
export function resolveBodies(
  message: string,
  messageStructure: 'json' | undefined,
  displayName: string | undefined,
): Bodies {
  const texts = messageStructure === 'json' ? toTexts(message) : { default: message };
  const textFor = (protocol: Protocol) => texts[protocol] ?? texts.default;
  const bodies = Object.fromEntries(PROTOCOLS.map((protocol) => [protocol, textFor(protocol)])) as Bodies;
  return { ...bodies, sms: smsPrefix(displayName) + bodies.sms };
}

type Texts = Partial<Record<Protocol, string>> & { readonly default: string };

function toTexts(message: string): Texts {
  const texts = Object.fromEntries(
    Object.entries(parseObject(message)).filter(([, text]) => typeof text === 'string'),
  ) as Partial<Texts>;
  if (texts.default === undefined) {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
  return { ...texts, default: texts.default };
}

function parseObject(message: string): object {
  try {
    const value: unknown = JSON.parse(message);
    // For JSON that is not an object the answer was not recorded.
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Answered below: SNS says no more about it than this.
  }
  throw invalidParameter('Message Structure - JSON message body failed to parse');
}

/** The console: "Only the first 10 characters are displayed in an SMS message." The guide: in upper case. */
function smsPrefix(displayName: string | undefined): string {
  return displayName ? `${[...displayName].slice(0, 10).join('').toUpperCase()}> ` : '';
}
