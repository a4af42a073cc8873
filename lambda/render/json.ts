import { SCHEMES } from '../text/defang.ts';
import { INVISIBLE, STACKERS } from '../text/invisible.ts';
import { unicodePattern } from '../text/unicode.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const UNSAFE = unicodePattern(String.raw`[${INVISIBLE}${STACKERS}\u2028\u2029]`);

/**
 * By what a mail client could see a link or a mention in the text of `email-json`. Escaping more than that costs nothing, so
 * these look less closely than `defang`. They begin with the character that is escaped.
 */
const ALIVE: readonly RegExp[] = [
  // Between words, and in an IPv4 address before a path or a port.
  /\.(?=[^\s\d"]|\d+[:/\\])(?<=[^\s"]\.)/g,
  new RegExp(String.raw`:(?=\/\/|[^\s"](?<=(?<![a-z0-9])(?:${SCHEMES}):.))`, 'gi'),
  // Behind two slashes clients take anything for a host.
  /\/(?=\/)/g,
  /@(?=here|channel|everyone)/gi,
  // Backslashes, each of them two in JSON, as if a shared file began there.
  /(?<!\\)(?:\\\\)+/g,
];

/**
 * Escapes in a JSON text what `clean` would mark, and what would make a mail client see a link. A JSON parser undoes
 * it, so nothing is lost.
 */
export function escapeUnsafe(json: string): string {
  const escaped = PRINTABLE_ASCII.test(json) ? json : json.replace(UNSAFE, unicodeEscape);
  return ALIVE.reduce((text, pattern) => text.replace(pattern, unicodeEscapes), escaped);
}

/** How many bytes a text takes in a message of SNS, which holds every body as a JSON string. */
export function bytesAsJson(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length;
}

/** Backslashes come as JSON has them, in pairs. */
function unicodeEscapes(characters: string): string {
  return unicodeEscape(characters.replaceAll('\\\\', '\\'));
}

function unicodeEscape(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
