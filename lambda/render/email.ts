import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import type { Severity } from '../domain/severity.ts';
import { type DigestText, digestLines } from './digest-lines.ts';
import { bytesAsJson } from './json.ts';
import { MAIL } from './readers.ts';
import { write } from './write.ts';

/** Wide enough for the longest label and a space, narrow enough for a phone of 40 columns. */
const LABEL_WIDTH = 9;

/** A line this wide is not broken by a reader on a desk. */
const WIDTH = 76;

const MAX_LINE_CHARACTERS = 700;
const MAX_RAW_CHARACTERS = 2000;

/**
 * SNS takes 262,144 bytes for the whole message, which holds the mail twice. A hundred events and more fit into these, and
 * a mail of this length is still read.
 */
const MAX_DIGEST_BYTES = 24_000;

/** What is worth a look stands out by these. */
const MARKS: Readonly<Record<Severity, string>> = { high: '!!', notice: '!', info: '-' };

/**
 * Plain text: the headline, what is worth a look, the facts in one column, then what to do. A long value goes on
 * below its own start, so that no part of it can stand where a line begins.
 */
export function renderEmail({ headline, warnings, facts, links, endCommand }: Notice): string {
  const text = (phrase: Phrase, limit = MAX_LINE_CHARACTERS) => write(phrase, MAIL, limit);
  const paragraphs = [
    [text(headline, MAX_RAW_CHARACTERS)],
    warnings.map(({ severity, sentence }) => `${MARKS[severity]} ${text(sentence)}`),
    facts.map(({ label, value }) => labelled(label, text(value, maxCharacters(value)))),
    endCommand === undefined ? [] : [`To end it: ${endCommand}`],
    links.map(({ label, url }) => label.padEnd(LABEL_WIDTH) + url),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Plain text: counts, then a paragraph for each actor with a line for each event. */
export function renderEmailDigest(digest: Digest): string {
  return `${emailDigestText(digest).lines.join('\n')}\n`;
}

/** Whether the mail lists every event of the digest. */
export function fitsEmailDigest(digest: Digest): boolean {
  return emailDigestText(digest).omitted === 0;
}

function emailDigestText(digest: Digest): DigestText {
  // A text stands in the message as JSON, its quotation marks apart.
  const size = (text: string) => bytesAsJson(text) - 2;
  return digestLines(digest, MAIL, MAX_DIGEST_BYTES, size);
}

function maxCharacters(value: Phrase): number {
  const isRaw = value.some((part) => typeof part !== 'string' && part.as === 'raw');
  return isRaw ? MAX_RAW_CHARACTERS : MAX_LINE_CHARACTERS;
}

function labelled(label: string, value: string): string {
  const start = label.padEnd(LABEL_WIDTH);
  if (value.length <= WIDTH - LABEL_WIDTH) return start + value;
  const lines = [''];
  for (const word of value.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= WIDTH - LABEL_WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return start + lines.join(`\n${' '.repeat(LABEL_WIDTH)}`);
}
