import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { renderChat, renderChatDigest } from './chat.ts';
import { fitsEmailDigest, renderEmail, renderEmailDigest } from './email.ts';
import { fitsRecordDigest, renderRecord, renderRecordDigest } from './record.ts';
import { renderSms, renderSmsDigest, type SmsOptions } from './sms.ts';
import { renderSubject, renderSubjectDigest } from './subject.ts';

/** A body in its two forms: of one alert, and of several in one message. */
interface Body {
  readonly alert: (notice: Notice, options: SmsOptions) => string;
  readonly digest: (digest: Digest, options: SmsOptions) => string;
}

/** The subscribers of a protocol get the body of another one. */
interface SharedBody {
  readonly sameAs: string;
}

/**
 * What the subscribers of each SNS protocol get, those of protocols that are not listed being sent `default`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html
 */
const BODIES = {
  default: { sameAs: 'email' },
  email: { alert: renderEmail, digest: renderEmailDigest },
  sms: { alert: renderSms, digest: renderSmsDigest },
  https: { alert: renderChat, digest: renderChatDigest },
  http: { sameAs: 'sqs' },
  'email-json': { sameAs: 'sqs' },
  sqs: { alert: renderRecord, digest: renderRecordDigest },
  lambda: { sameAs: 'sqs' },
  firehose: { sameAs: 'sqs' },
} as const satisfies Readonly<Record<string, Body | SharedBody>>;

export type Protocol = keyof typeof BODIES;

/** A protocol whose body no other row defines. */
export type DistinctProtocol = {
  [Key in Protocol]: (typeof BODIES)[Key] extends Body ? Key : never;
}[Protocol];

/** The protocols that have a text in every message. */
export const PROTOCOLS = Object.keys(BODIES) as readonly Protocol[];

/** One protocol for each different text of a message. */
export const DISTINCT_PROTOCOLS = PROTOCOLS.filter(isDistinct);

/** A message as SNS takes it with `MessageStructure: json`. */
export interface RenderedMessage {
  readonly subject: string;
  readonly bodies: Readonly<Record<Protocol, string>>;
}

/** Lays out one alert for every protocol. */
export function render(notice: Notice, options: SmsOptions): RenderedMessage {
  return { subject: renderSubject(notice), bodies: renderBodies(({ alert }) => alert(notice, options)) };
}

/** Lays out several alerts as one message for every protocol. */
export function renderDigest(digest: Digest, options: SmsOptions): RenderedMessage {
  return {
    subject: renderSubjectDigest(digest),
    bodies: renderBodies(({ digest: renderer }) => renderer(digest, options)),
  };
}

/** Whether one message has room for everything that the record and the mail have to say of every event. */
export function fitsOneMessage(digest: Digest): boolean {
  return fitsRecordDigest(digest) && fitsEmailDigest(digest);
}

/** Renders each different body once. */
function renderBodies(renderBody: (body: Body) => string): RenderedMessage['bodies'] {
  const distinct = textsFor(DISTINCT_PROTOCOLS, (protocol) => renderBody(BODIES[protocol]));
  return textsFor(PROTOCOLS, (protocol) => distinct[sourceOf(protocol)]);
}

function isDistinct(protocol: Protocol): protocol is DistinctProtocol {
  return !('sameAs' in BODIES[protocol]);
}

function sourceOf(protocol: Protocol): DistinctProtocol {
  return isDistinct(protocol) ? protocol : BODIES[protocol].sameAs;
}

function textsFor<Key extends string>(
  protocols: readonly Key[],
  textFor: (protocol: Key) => string,
): Readonly<Record<Key, string>> {
  return Object.fromEntries(protocols.map((protocol) => [protocol, textFor(protocol)])) as Record<
    Key,
    string
  >;
}
