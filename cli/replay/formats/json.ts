import type { Format, Piece } from './format.ts';
import { JsonSplitter } from './json-splitter.ts';

/** What SNS puts under the text of a mail. */
const MAIL_FOOTER = /^-- ?\s[\s\S]*unsubscribe/;

/** Enough to tell a footer from something else. */
const MAX_TEXT_LENGTH = 4000;

/**
 * JSON: one value, a list, one value a line, or any number one after the other, as `jq` and Firehose write them. The
 * mail of an SNS subscription is such a text, too, with a footer.
 */
export const json: Format = {
  recognises: (head) => /^(?:[^!-~]|,)*["[{]/.test(head.toString('utf8', 0, 1000)),
  async *read(chunks) {
    const splitter = new JsonSplitter();
    const others = new OtherText();
    for await (const chunk of chunks) yield* others.without(splitter.push(chunk));
    yield* others.without(splitter.end());
    yield* others.judge();
  },
};

/** What stands between and behind the values of a file. */
class OtherText {
  #text = '';
  #line = 0;

  *without(pieces: ReturnType<JsonSplitter['push']>): Generator<Piece> {
    for (const piece of pieces) {
      if (!('text' in piece)) {
        yield piece;
        continue;
      }
      if (this.#text === '') this.#line = piece.line;
      if (this.#text.length < MAX_TEXT_LENGTH) this.#text += `${piece.text}\n`;
    }
  }

  *judge(): Generator<Piece> {
    if (this.#text === '' || MAIL_FOOTER.test(this.#text)) return;
    const [first = ''] = this.#text.split('\n');
    yield { problem: `is not JSON: ${first.slice(0, 80)}`, line: this.#line };
  }
}
