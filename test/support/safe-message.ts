import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Ajv } from 'ajv';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { RenderedMessage } from '../../lambda/render/render.ts';
import { mistakesInChat } from './custom-notification.ts';
import { liveLinks, mentions } from './live-text.ts';

const SCHEMA = join(__dirname, '../../docs/session-record.v1.schema.json');
const isRecord = new Ajv().compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));

/** What no reader may ever see: control and format characters, halves of characters, separators of lines, and blanks. */
const UNSAFE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}\u{16fe4}]/u;

/** Our own links: nothing else in a text for people may be one. */
const OWN_LINK =
  /https:\/\/[a-z0-9-]+\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=#:-]*/g;

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
  expectInert(subject);
  expectInert(bodies.sms);
  expectOneSms(bodies.sms, displayName);
  expectSafeEmail(bodies.email);
  expectSafeChat(bodies.https);
  expectSafeRecord(bodies.sqs);
}

/** Neither a phone nor a mail client nor a chat acts on any part of the text. */
function expectInert(text: string): void {
  expect(liveLinks(text)).toEqual([]);
  expect(mentions(text)).toEqual([]);
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
  expectInert(email.replace(OWN_LINK, ''));
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
    expectInert(text);
    expect(text).not.toMatch(/<|(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}]|[*`~]/u);
  }
}

function expectSafeRecord(json: string): void {
  expect(json).not.toMatch(UNSAFE);
  expectInert(json);
  expect(isRecord(JSON.parse(json)) ? [] : isRecord.errors).toEqual([]);
}
