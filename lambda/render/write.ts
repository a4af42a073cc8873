import type { Phrase, Value } from '../domain/phrase.ts';
import { clean } from '../text/clean.ts';
import { cut } from '../text/cut.ts';
import { unquoted } from '../text/unquoted.ts';

/** Many people go by their mail address. In free text it could be anybody's. */
type MailAddresses = 'kept' | 'defanged';

/** One kind of reader, and all that is done to a text on its way there, in this order. `readers.ts` has them all. */
export interface Reader {
  /** The most characters of one value. */
  readonly maxCharacters: Readonly<Record<Value['as'], number>>;
  /** Takes from a value what would pass for a label of ours. */
  readonly unlabel: (value: string) => string;
  /** Puts a text into the characters that arrive there. */
  readonly spell: (text: string) => string;
  /** The length of a text, in the unit of every limit. */
  readonly size: (text: string) => number;
  /** Cuts, and marks the cut. */
  readonly shorten: (text: string, limit: number) => string;
  /** Takes the life out of what this reader would act on. It can make a text longer. */
  readonly disarm: (text: string, mail: MailAddresses) => string;
}

/** Matches most ids and names: in no alphabet, layout or markup does any of it mean anything else. */
const INERT = /^[A-Za-z0-9-]{1,256}$/;

/**
 * The one place where a sentence, its hostile values and a reader meet: values become readable, the whole is spelled, cut
 * and, last, disarmed. Nothing may change or cut the text afterwards.
 *
 * @param limit the room there is, in the unit of the reader's size
 * @param end our own words, which stay whole behind what is left of the sentence
 */
export function write(phrase: Phrase, reader: Reader, limit = Number.POSITIVE_INFINITY, end = ''): string {
  let text = '';
  let isInert = true;
  let mail: MailAddresses = 'kept';
  for (const part of phrase) {
    if (typeof part === 'string') text += part;
    else if (INERT.test(part.text)) text += part.text;
    else {
      isInert = false;
      const value = reader.unlabel(readable(part, reader.maxCharacters[part.as]));
      if (isFreeText(part.as, value)) mail = 'defanged';
      text += value;
    }
  }
  const spelled = reader.spell(text);
  if (isInert && reader.size(spelled + end) <= limit) return spelled + end;
  return shortened(spelled, end, reader, limit, mail);
}

/** The same reader, who gets at most so many characters of each value. */
export function withValuesOf(limit: number, reader: Reader): Reader {
  return { ...reader, maxCharacters: { name: limit, label: limit, typed: limit, raw: limit } };
}

/** Keeps as much as fits when it has been disarmed. */
function shortened(text: string, end: string, reader: Reader, limit: number, mail: MailAddresses): string {
  const endSize = reader.size(end);
  for (let room = limit; ; ) {
    const short = reader.disarm(reader.shorten(text, room - endSize) + end, mail);
    const size = reader.size(short);
    if (size <= limit || room <= 0) return short;
    // What disarming adds is spread over the text, more or less.
    room = Math.min(room - 1, Math.floor((room * limit) / size));
  }
}

/** Names have no spaces: what has some is a sentence that must not pass for ours. */
function isFreeText(as: Value['as'], value: string): boolean {
  return as === 'typed' || as === 'raw' || (as === 'name' && value.includes(' '));
}

/** Writes a value on one line, cut and, where it is quoted, unable to end the quotation. */
function readable({ as, text }: Value, limit: number): string {
  // What was typed may say at its end what matters, after any amount of padding.
  if (as === 'raw') return cutOutMiddle(text, limit);
  if (as === 'typed') return unquoted(cutOutMiddle(text, limit));
  // Cut before it is cleaned, since that takes time.
  const name = cut(clean(text.slice(0, 2 * limit)), limit);
  return as === 'name' && name.includes(' ') ? `"${unquoted(name)}"` : name;
}

/** Reduces a long text to its two ends on one line, and says how much is left out between them. */
function cutOutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return clean(text);
  const end = Math.floor(limit / 3);
  const left = text.length - limit;
  const [head, tail] = [text.slice(0, limit - end), text.slice(-end)].map((part) =>
    clean(part.toWellFormed()),
  );
  return `${head} … ${left} characters left out … ${tail}`;
}
