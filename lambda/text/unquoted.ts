import { unicodePattern } from './unicode.ts';

const ASCII = /^[\0-\x7f]*$/;

/** Whatever quotes in some script, or looks like a quotation mark: `«`, `»`, `„`, `″`, `〝`, `❞` … */
const QUOTES = unicodePattern(
  String.raw`[\p{Pi}\p{Pf}\p{Quotation_Mark}\u02b9-\u02bd\u02dd\u02ee\u02f6\u05f2\u05f4\u1cd3\u2032-\u2037\u2057\u275b-\u275e\u2760\u276e\u276f\u3003\u{1f676}-\u{1f678}]`,
);

/** What together reads as one that is double. */
const SEVERAL_SINGLE = /['\u0060]{2,}/g;

/** Makes text unable to close the quotation it stands in, or to look as if it did. */
export function unquoted(text: string): string {
  const withoutAscii = text.replaceAll('"', "'");
  const single = ASCII.test(withoutAscii) ? withoutAscii : withoutAscii.replace(QUOTES, "'");
  return single.replace(SEVERAL_SINGLE, "'");
}
