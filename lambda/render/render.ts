import type { Digest } from '../describe/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { renderChat } from './chat.ts';
import { renderDigestChat, renderDigestEmail, renderDigestSms, renderDigestSubject } from './digest.ts';
import { renderDigestRecord } from './digest-record.ts';
import { renderEmail } from './email.ts';
import { type RenderedMessage, type Renderers, type RenderOptions, renderBodies } from './protocols.ts';
import { renderRecord } from './record.ts';
import { renderSms } from './sms.ts';
import { renderSubject } from './subject.ts';

const NOTICE_RENDERERS: Renderers<Notice> = {
  default: renderEmail,
  email: renderEmail,
  sms: renderSms,
  https: renderChat,
  http: renderRecord,
  'email-json': renderRecord,
  sqs: renderRecord,
  lambda: renderRecord,
  firehose: renderRecord,
};

const DIGEST_RENDERERS: Renderers<Digest> = {
  default: renderDigestEmail,
  email: renderDigestEmail,
  sms: renderDigestSms,
  https: renderDigestChat,
  http: renderDigestRecord,
  'email-json': renderDigestRecord,
  sqs: renderDigestRecord,
  lambda: renderDigestRecord,
  firehose: renderDigestRecord,
};

/** Lays out one alert for every protocol. */
export function render(notice: Notice, options: RenderOptions): RenderedMessage {
  return { subject: renderSubject(notice), bodies: renderBodies(NOTICE_RENDERERS, notice, options) };
}

/** Lays out several alerts that are told in one message. */
export function renderDigest(digest: Digest, options: RenderOptions): RenderedMessage {
  return { subject: renderDigestSubject(digest), bodies: renderBodies(DIGEST_RENDERERS, digest, options) };
}
