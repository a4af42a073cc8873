import type { Notice } from '../domain/notice.ts';
import type { ReadonlyDeep } from '../domain/record.ts';
import type { SessionRecord } from '../domain/record-schema.ts';
import { unicodePattern } from '../text/unicode.ts';
import { plain, write } from './write.ts';

/** Of the 262,144 bytes that SNS takes; the record is sent under five keys of one message. */
export const MOST_RECORD_BYTES = 24_000;

/** As written into the message, which is JSON once more: a quote or backslash takes two, any other character up to three. */
const MOST_BYTES_OF_A_CHARACTER = 3;

/** Tried in turn until the record fits: free text goes first, ids last. */
const LIMITS = [
  { freeText: 2048, id: 1024, items: 100 },
  { freeText: 512, id: 1024, items: 25 },
  { freeText: 128, id: 1024, items: 10 },
  { freeText: 32, id: 512, items: 4 },
  { freeText: 32, id: 128, items: 4 },
  { freeText: 16, id: 40, items: 4 },
] as const;

const FREE_TEXT = new Set(['values', 'raw', 'reason', 'message', 'command', 'summary', 'sentence']);

/**
 * The normalised record as JSON, for programs. Nothing is lost to escaping: what is unsafe to show stands as `\uXXXX`,
 * which a JSON parser undoes.
 */
export function renderRecord({ record, severity, headline, warnings, links }: Notice): string {
  const whole = {
    schemaVersion: 1,
    ...record,
    severity,
    summary: write(headline, plain),
    warnings: warnings.map(({ code, severity, sentence }) => ({
      code,
      severity,
      sentence: write(sentence, plain),
    })),
    links,
  } satisfies ReadonlyDeep<SessionRecord>;
  return toBoundedJson(whole);
}

function toBoundedJson(whole: ReadonlyDeep<SessionRecord>): string {
  let json = JSON.stringify(whole);
  // Escaping takes its time with what is too long anyway.
  if (json.length <= MOST_RECORD_BYTES) {
    json = escapeUnsafe(json);
    // Most records are so short that they fit however they are written.
    if (json.length * MOST_BYTES_OF_A_CHARACTER <= MOST_RECORD_BYTES) return json;
  }
  for (const limits of LIMITS) {
    json = escapeUnsafe(JSON.stringify({ ...cutAll(whole, limits), truncated: true }));
    if (byteLength(JSON.stringify(json)) <= MOST_RECORD_BYTES) break;
  }
  return json;
}

/** The same record with long text and long lists cut. Text in a list goes by the name of the list. */
function cutAll<T>(value: T, limits: (typeof LIMITS)[number], field = ''): T {
  if (typeof value === 'string') {
    const most = FREE_TEXT.has(field) ? limits.freeText : limits.id;
    return (value.length <= most ? value : `${value.slice(0, most).toWellFormed()}…`) as T;
  }
  if (Array.isArray(value))
    return value.slice(0, limits.items).map((item) => cutAll(item, limits, field)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, cutAll(inner, limits, key)]);
  return Object.fromEntries(entries);
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const UNSAFE = unicodePattern(String.raw`[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]`);

/** What a mail client could take for a link, in the text of `email-json`. */
const LINK_DOT = /\.(?=[a-z])(?<=[\w-]\.)/gi;

/** Escapes what `clean` would mark, and what would make a mail client see a link. */
export function escapeUnsafe(json: string): string {
  const escaped = PRINTABLE_ASCII.test(json) ? json : json.replace(UNSAFE, unicodeEscape);
  return escaped.replaceAll('://', ':\\/\\/').replace(LINK_DOT, '\\u002e');
}

function unicodeEscape(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
