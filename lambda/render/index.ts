import type { Notice } from '../notice.ts';
import { renderChat } from './chat.ts';
import { renderEmail } from './email.ts';
import { renderRecord } from './record.ts';
import { renderSms } from './sms.ts';
import { renderSubject } from './subject.ts';

/** What the renderers need to know of the topic. */
export interface RenderOptions {
  /** The topic's display name: SNS puts it in front of every SMS. */
  readonly displayName: string;
}

type Renderer = (notice: Notice, options: RenderOptions) => string;

/**
 * One body for each protocol of SNS's `MessageStructure: json`. Protocols without a row get `default`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html
 */
const RENDERERS = {
  default: renderEmail,
  email: renderEmail,
  sms: (notice, { displayName }) => renderSms(notice, displayName),
  https: renderChat,
  http: renderRecord,
  'email-json': renderRecord,
  sqs: renderRecord,
  lambda: renderRecord,
  firehose: renderRecord,
} as const satisfies Record<string, Renderer>;

export type Protocol = keyof typeof RENDERERS;

export interface RenderedMessage {
  readonly subject: string;
  readonly bodies: Readonly<Record<Protocol, string>>;
}

export function render(notice: Notice, options: RenderOptions): RenderedMessage {
  const done = new Map<Renderer, string>();
  const body = (renderer: Renderer) => {
    const text = done.get(renderer) ?? renderer(notice, options);
    done.set(renderer, text);
    return text;
  };
  const bodies = Object.entries(RENDERERS).map(([protocol, renderer]) => [protocol, body(renderer)]);
  return { subject: renderSubject(notice), bodies: Object.fromEntries(bodies) as Record<Protocol, string> };
}
