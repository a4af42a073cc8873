import { unicodePattern } from './unicode.ts';

/** Nearly every value is of this kind and needs no closer look. */
const PLAIN_ASCII = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

const LINE_BREAKS_AND_SPACES = /[\s\u0085\u2800]+/gu;

/** Joiners and selectors that only choose how an emoji looks. */
const EMOJI_GLUE = unicodePattern(
  String.raw`(?<=\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*)[\u200d\ufe0e\ufe0f]`,
);

/**
 * Control and format characters (bidirectional overrides, zero-width, soft hyphens, tags), fillers, and halves of
 * characters. @see https://www.unicode.org/reports/tr36/
 */
const UNPRINTABLE = unicodePattern(
  String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]+`,
);

/** More marks than any script stacks on a letter, which would spill over the lines above and below. */
const STACKED_MARKS = unicodePattern(String.raw`(\p{M}{3})\p{M}+`);

/** The replacement character, which stands for what cannot be shown. */
const REPLACEMENT = '\ufffd';

/**
 * Reduces text to one line of visible characters. What cannot be shown leaves a mark, so that two names do not come
 * to look alike.
 */
export function clean(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text
    // Before anything else, so that no later step turns a look-alike into a live character.
    .normalize('NFKC')
    .replace(/[\u3002\u2024]/g, '.')
    .replace(LINE_BREAKS_AND_SPACES, ' ')
    .replace(EMOJI_GLUE, '')
    .replace(UNPRINTABLE, REPLACEMENT)
    .replace(STACKED_MARKS, '$1')
    .trim();
  return visible === '' && text !== '' ? REPLACEMENT : visible;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * Cuts after a whole character as a person counts them, and marks the cut.
 *
 * @param limit how long the result may be, in UTF-16 code units, mark included
 */
export function cut(text: string, limit: number, mark = '…'): string {
  if (text.length <= limit) return text;
  const end = limit - mark.length;
  // Made on first use: most messages need none, and making one is slow.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const boundary = segmenter.segment(text.slice(0, limit + 1)).containing(end)?.index ?? end;
  return text.slice(0, boundary) + mark;
}
