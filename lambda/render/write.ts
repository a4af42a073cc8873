import type { Phrase, Value } from '../domain/phrase.ts';
import { clean, cut } from '../text/clean.ts';
import { defangName, defangText } from '../text/defang.ts';
import { unicodePattern } from '../text/unicode.ts';

/** Turns one value from an event into text that is safe for one kind of reader. */
export type ValueWriter = (value: Value) => string;

/** The one place where a sentence and its hostile values meet. */
export function write(phrase: Phrase, writeValue: ValueWriter): string {
  let text = '';
  for (const part of phrase) text += typeof part === 'string' ? part : writeValue(part);
  return text;
}

/**
 * The most characters of one value that reach a reader. A `target` may have 400, an error message says why at its
 * end.
 */
const MAX_CHARACTERS = { name: 420, label: 420, typed: 600, raw: 2000 } as const satisfies Record<
  Value['as'],
  number
>;

/** Matches most ids and names: in no alphabet, layout or markup does any of it mean anything else. */
export const INERT = /^[A-Za-z0-9-]{1,256}$/;

/** Writes a value on one line, readable and without live links. Every writer for people builds on it. */
export function plain({ as, text }: Value, limit: number = MAX_CHARACTERS[as]): string {
  if (INERT.test(text)) return text;
  // What was typed may say at its end what matters, after any amount of padding.
  if (as === 'typed' || as === 'raw') return toInert(as, cutOutMiddle(text, limit));
  return cut(toInert(as, clean(text.slice(0, 2 * limit))), limit);
}

/** Reduces a long text to its two ends on one line, and says how much is left out between them. */
function cutOutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return clean(text);
  const end = Math.floor(limit / 3);
  const left = text.length - limit;
  const [head, tail] = [text.slice(0, limit - end), text.slice(-end)].map((part) =>
    clean(part.toWellFormed()),
  );
  return `${head} … ${left} characters left out … ${tail}`;
}

function toInert(as: Value['as'], text: string): string {
  switch (as) {
    case 'label':
      return defangName(text);
    case 'name':
      // Names have no spaces: what has some is a sentence that must not pass for ours.
      return text.includes(' ') ? `"${defangText(withoutQuotes(text))}"` : defangName(text);
    case 'typed':
      return defangText(withoutQuotes(text));
    case 'raw':
      return defangText(text);
    default:
      return as satisfies never;
  }
}

const ASCII = /^[\0-\x7f]*$/;

/** Whatever quotes in some script, or looks like a quotation mark: `«`, `»`, `„`, `″`, `〝`, `❞` … */
const QUOTES = unicodePattern(
  String.raw`[\p{Pi}\p{Pf}\p{Quotation_Mark}\u02b9\u02ba\u02dd\u02ee\u02f6\u05f2\u05f4\u1cd3\u2032-\u2037\u2057\u275b-\u275e\u276e\u276f\u3003]`,
);

/** Free text stands in quotation marks, and must not close them. */
function withoutQuotes(text: string): string {
  const withoutAscii = text.replaceAll('"', "'");
  return ASCII.test(withoutAscii) ? withoutAscii : withoutAscii.replace(QUOTES, "'");
}
