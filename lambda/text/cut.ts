const MARK = '…';
const MIDDLE_MARK = '..';

let segmenter: Intl.Segmenter | undefined;

/**
 * Cuts after a whole character as a person counts them, and marks the cut. A cut can make a link of what was none: texts for
 * readers are made by `write`, which cuts before it defangs.
 *
 * @param limit how long the result may be, in UTF-16 code units, mark included
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.max(0, limit - MARK.length);
  // Made on first use: most messages need none, and making one is slow.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const boundary = segmenter.segment(text.slice(0, limit + 1)).containing(end)?.index ?? end;
  return text.slice(0, boundary) + MARK;
}

/**
 * Shortens `a-very-long-name` to `a-ver..name`: both ends say more than one.
 *
 * @param limit the room there is, in the unit of `size`
 */
export function cutMiddle(text: string, limit: number, size: (text: string) => number): string {
  if (size(text) <= limit) return text;
  const characters = [...text];
  for (let kept = Math.min(characters.length, limit) - 1; kept > 0; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const tail = kept - head;
    const short =
      characters.slice(0, head).join('') + MIDDLE_MARK + characters.slice(characters.length - tail).join('');
    if (size(short) <= limit) return short;
  }
  return MIDDLE_MARK;
}
