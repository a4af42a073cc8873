import { transliterate } from './ascii.ts';

/**
 * The GSM 7-bit alphabet. Any character outside it turns the whole SMS into UCS-2, of 70 characters instead of 160.
 *
 * @see https://www.3gpp.org/dynareport/23038.htm
 */
const BASIC =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \n\r@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà';
/** The characters that are sent as an escape and a character, in two septets. */
const EXTENDED = '^{}\\[]~|€';

const BASIC_SET = new Set(BASIC);
const EXTENDED_SET = new Set(EXTENDED);

/** How many septets one SMS holds. A longer text is sent, and paid, as several. */
export const SEPTETS_OF_ONE_SMS = 160;

/** Measures text in septets. @returns undefined if a character is outside the alphabet */
export function septets(text: string): number | undefined {
  if (ALWAYS_IN.test(text)) return text.length;
  let count = 0;
  for (const character of text) {
    if (BASIC_SET.has(character)) count += 1;
    else if (EXTENDED_SET.has(character)) count += 2;
    else return undefined;
  }
  return count;
}

/** Text of ASCII characters that take one septet each, which is nearly all text. */
const ALWAYS_IN = /^[\w !"#$%&'()*+,./:;<=>?@-]*$/;

/** Rewrites text in the GSM 7-bit alphabet: what it has stays, accents included, and the rest is transliterated. */
export function toGsm7(text: string): string {
  if (ALWAYS_IN.test(text)) return text;
  return transliterate(
    text,
    (character) => BASIC_SET.has(character) || EXTENDED_SET.has(character),
  ).replaceAll('`', "'");
}

/** How many septets SNS takes for the display name of a topic, which it puts in front of every SMS as `NAME> `. */
export function prefixSeptets(displayName: string): number {
  return septets(`${toGsm7(displayName)}> `) ?? 0;
}
