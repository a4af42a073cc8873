import { unicodePattern } from '../text/unicode.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const UNSAFE = unicodePattern(String.raw`[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]`);

/** Dots by which a mail client could see a link in the text of `email-json`. */
const LINK_DOT = /\.(?=[a-z])(?<=[\w-]\.)/gi;

/**
 * Escapes in a JSON text what `clean` would mark, and what would make a mail client see a link. A JSON parser undoes
 * it, so nothing is lost.
 */
export function escapeUnsafe(json: string): string {
  const escaped = PRINTABLE_ASCII.test(json) ? json : json.replace(UNSAFE, unicodeEscape);
  return escaped.replaceAll('://', ':\\/\\/').replace(LINK_DOT, '\\u002e');
}

/** How many bytes a text takes in a message of SNS, which holds every body as a JSON string. */
export function bytesAsJson(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length;
}

function unicodeEscape(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
