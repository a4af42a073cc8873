import { INVISIBLE, STACKERS } from './invisible.ts';
import { unicodePattern } from './unicode.ts';

/** Nearly every value is of this kind and needs no closer look. */
const PLAIN_ASCII = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** Without the zero-width space that JavaScript counts among them. */
const LINE_BREAKS_AND_SPACES = /(?:[^\S\ufeff]|\u0085)+/gu;

/** Every dot that ends a label of a domain, beside those that normalisation makes one. @see https://www.rfc-editor.org/rfc/rfc3490#section-3.1 */
const FULL_STOPS = /\u3002/g;

/** Joiners and selectors that only choose how an emoji looks. */
const EMOJI_GLUE = unicodePattern(
  String.raw`(?<=\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f){0,4})[\u200d\ufe0e\ufe0f]`,
);

const UNPRINTABLE = unicodePattern(String.raw`(?:[${INVISIBLE}]|(?<!\p{Lo}\p{M}{0,4})[${STACKERS}])+`);

/** More marks than any script stacks on a letter, which would spill over the lines above and below. */
const STACKED_MARKS = unicodePattern(String.raw`(\p{M}{3})\p{M}+`);

/** The replacement character, which stands for what cannot be shown. */
const REPLACEMENT = '\ufffd';

/**
 * Reduces text to one line of visible characters. What cannot be shown leaves a mark, so that two names do not come
 * to look alike.
 *
 * @param text of a bounded length: normalisation alone takes a millisecond for 100,000 characters
 */
export function clean(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text
    // Before anything else, so that no later step turns a look-alike into a live character.
    .normalize('NFKC')
    .replace(FULL_STOPS, '.')
    .replace(LINE_BREAKS_AND_SPACES, ' ')
    .replace(EMOJI_GLUE, '')
    .replace(UNPRINTABLE, REPLACEMENT)
    .replace(STACKED_MARKS, '$1')
    .trim();
  return visible === '' && text !== '' ? REPLACEMENT : visible;
}
