import type { Notice } from '../notice.ts';
import type { SessionRecord } from '../record-schema.ts';
import { plain, write } from './text.ts';

/** Of the 262,144 bytes that SNS takes; the record is sent under five keys of one message. */
const MOST_BYTES = 24_000;

/** Tried in turn until the record fits. */
const LIMITS = [
  { characters: 2048, items: 100 },
  { characters: 512, items: 25 },
  { characters: 128, items: 10 },
  { characters: 32, items: 4 },
] as const;

/**
 * The normalised record as JSON, for programs. Nothing is lost to escaping: what is unsafe to show stands as `\uXXXX`,
 * which a JSON parser undoes.
 */
export function renderRecord({ record, severity, headline, warnings, links }: Notice): string {
  const whole: SessionRecord = {
    schemaVersion: 1,
    ...record,
    severity,
    summary: write(headline, plain),
    warnings: warnings.map(({ code, severity, sentence }) => ({
      code,
      severity,
      sentence: write(sentence, plain),
    })),
    links: [...links],
  };
  return toBoundedJson(whole);
}

function toBoundedJson(whole: SessionRecord): string {
  let json = '';
  for (const { characters, items } of LIMITS) {
    json = escapeUnsafe(JSON.stringify(whole, (_, value) => cutValue(value, characters, items)));
    if (byteLength(JSON.stringify(json)) <= MOST_BYTES) break;
  }
  return json;
}

function cutValue(value: unknown, characters: number, items: number): unknown {
  if (typeof value === 'string' && value.length > characters)
    return `${value.slice(0, characters).toWellFormed()}…`;
  return Array.isArray(value) ? value.slice(0, items) : value;
}

/** Escapes what `clean` would mark, and the slashes that make a mail client see a link. */
function escapeUnsafe(json: string): string {
  return json
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu, unicodeEscape)
    .replaceAll('://', ':\\/\\/');
}

function unicodeEscape(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
