import { transliterate } from './ascii.ts';

/**
 * The GSM 7-bit alphabet. Any character outside it turns the whole SMS into UCS-2, of 70 characters instead of 160.
 *
 * @see https://www.3gpp.org/dynareport/23038.htm
 */
const BASIC =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \n\r@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà';
/** Sent as an escape and a character: two septets. */
const EXTENDED = '^{}\\[]~|€';

const BASIC_SET = new Set(BASIC);
const EXTENDED_SET = new Set(EXTENDED);

/** The septets of one SMS, and those of each part of a longer one. */
export const SEPTETS_OF_ONE_SMS = 160;

/** @returns the length in septets, or undefined if a character is outside the alphabet */
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

/** The part of ASCII that the alphabet has at one septet each. */
const ALWAYS_IN = /^[\w !"#$%&'()*+,./:;<=>?@-]*$/;

/** Keeps what the alphabet has, accents included, and transliterates the rest. */
export function toGsm7(text: string): string {
  if (ALWAYS_IN.test(text)) return text;
  return transliterate(
    text,
    (character) => BASIC_SET.has(character) || EXTENDED_SET.has(character),
  ).replaceAll('`', "'");
}

/** What SNS puts in front of every SMS of a topic, `NAME> `, and counts in. */
export function prefixSeptets(displayName: string): number {
  return septets(`${toGsm7(displayName)}> `) ?? 0;
}
