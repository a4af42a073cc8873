import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Ajv } from 'ajv';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { RenderedMessage } from '../../lambda/render/render.ts';
import { mistakesInChat } from './custom-notification.ts';

const SCHEMA = join(__dirname, '../../docs/session-record.v1.schema.json');
const isRecord = new Ajv().compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

/** What no reader may ever see: control and format characters, halves of characters, separators of lines. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\u115f\u1160\u3164\u2800]/u;

/** Our own links: nothing else in a text for people may be one. */
const OWN_LINK =
  /https:\/\/[a-z0-9-]+\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=#:-]*/g;
/** A domain that clients underline, unless it is a mail address or an AWS service's name. */
const LIVE_DOMAIN =
  /(?<![\w@.+-])(?!(?:[a-z0-9-]+\.)amazonaws\.com)(?:[a-z0-9-]+\.)+(?:com|org|net|example|io|ly)(?![\w-]|\.\w|@)/i;
const LIVE_LINK = /:\/\/|www\.|mailto:|javascript:/i;

/** How a line of a mail begins, below the headline. */
const LABEL =
  /^(HIGH|Notice|Info|Who|Machine|Tags|Session|Owner|Opened|Document|When|From|Account|Test|Sessions|Machine page|Event|End it): \S/;
/** How a line begins below the heading of what was typed. */
const QUOTE_LABEL = /^(Error|Reason|Reason given at the start|Input|Program|Raw event): /;
const QUOTES_HEADING = 'Quoted text, not verified:';
const ADVICE = /^(If this was expected, |Usually nothing to do\. |Check the session list: )/;

/** The rules that hold for every message, whatever the event. */
export function expectSafeMessage({ subject, bodies }: RenderedMessage, displayName: string): void {
  expect(subject).toMatch(
    /^\[(STARTED|RESUMED|ENDED|UNCONFIRMED|DENIED|FAILED|UNRECOGNISED|TEST)(, corrected)?\] [\x20-\x7e]+$/,
  );
  expect(subject.length).toBeLessThanOrEqual(99);
  expect(Buffer.byteLength(JSON.stringify(bodies))).toBeLessThanOrEqual(262_144);
  expect(subject).not.toMatch(LIVE_DOMAIN);
  expect(bodies.sms).not.toMatch(LIVE_DOMAIN);
  expectOneSms(bodies.sms, displayName);
  expectSafeEmail(bodies.email);
  expectSafeChat(bodies.https);
  expectSafeRecord(bodies.sqs);
}

function expectOneSms(sms: string, displayName: string): void {
  const message = new SegmentedMessage(`${displayName}> ${sms}`, 'auto');
  expect(message.getEncodingName()).toBe('GSM-7');
  expect(message.segmentsCount).toBe(1);
  expect(sms).toMatch(
    /^(STARTED|UNCONFIRMED|RESUMED|ENDED|DENIED|FAILED|UNRECOGNISED|TEST)(, corrected)? \S.* > \S/,
  );
}

function expectSafeEmail(email: string): void {
  const [headline, ...lines] = email.split('\n');
  expect(headline).not.toBe('');
  const heading = lines.includes(QUOTES_HEADING) ? lines.indexOf(QUOTES_HEADING) : lines.length - 1;
  for (const line of lines.slice(0, heading))
    expect(line).toMatch(new RegExp(`^$|${ADVICE.source}|${LABEL.source}`));
  for (const line of lines.slice(heading + 1, -1)) expect(line).toMatch(QUOTE_LABEL);
  expect(email.replaceAll('\n', '')).not.toMatch(UNSAFE);
  expect(email.replace(OWN_LINK, '')).not.toMatch(LIVE_LINK);
  expect(email.replace(OWN_LINK, '').replace(/^End it: .*$/m, '')).not.toMatch(LIVE_DOMAIN);
}

function expectSafeChat(chat: string): void {
  const { content, metadata } = JSON.parse(chat);
  expect(mistakesInChat(chat)).toEqual([]);
  expect(content.textType).toBe('client-markdown');
  expect(content.description.length).toBeLessThanOrEqual(2900);
  const lines: string[] = content.description.split('\n');
  const texts = [
    content.title,
    ...lines,
    metadata.summary,
    ...Object.values<string>(metadata.additionalContext),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(UNSAFE);
    expect(text).not.toMatch(LIVE_LINK);
    expect(text).not.toMatch(/<|(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}]|[*`~]/u);
  }
}

function expectSafeRecord(json: string): void {
  expect(json).not.toMatch(UNSAFE);
  expect(json).not.toMatch(/:\/\//);
  expect(isRecord(JSON.parse(json)) ? [] : isRecord.errors).toEqual([]);
}
