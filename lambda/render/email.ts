import type { Notice } from '../notice.ts';
import type { Phrase } from '../phrase.ts';
import { cut, plain, write } from './text.ts';

/** Wide enough for the longest label and a space, narrow enough for a phone of 40 columns. */
const LABEL_WIDTH = 9;

/** A line this long wraps over a whole phone screen. */
const MOST_LINE_CHARACTERS = 500;
const MOST_RAW_CHARACTERS = 2000;

/**
 * Plain text: the headline, what is worth a look, the facts in one column, then what to do. Long lines are left to the
 * reader's window to wrap, since a break made here would fall in the wrong place on a phone or on a desk.
 */
export function renderEmail({ headline, warnings, facts, links, endCommand }: Notice): string {
  const text = (phrase: Phrase, most = MOST_LINE_CHARACTERS) => cut(write(phrase, plain), most);
  const labelled = (label: string, value: string) => `${label.padEnd(LABEL_WIDTH)}${value}`;
  const paragraphs = [
    [text(headline, MOST_RAW_CHARACTERS)],
    warnings.map(({ sentence }) => `! ${text(sentence)}`),
    facts.map(({ label, value }) =>
      labelled(label, text(value, label === 'Raw' ? MOST_RAW_CHARACTERS : undefined)),
    ),
    endCommand === undefined ? [] : [`To end it: ${endCommand}`],
    links.map(({ label, url }) => labelled(label, url)),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
