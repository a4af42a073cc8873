import { ByteWindow } from './byte-window.ts';
import type { Piece } from './format.ts';
import { OpenValue } from './open-value.ts';

/** What was found in the stream: values, problems, and lines of something else than JSON. */
export type SplitPiece = Exclude<Piece, { readonly nothing: string }> | OtherText;

interface OtherText {
  readonly text: string;
  readonly line: number;
}

/** A list is given in pieces of this length. An event of EventBridge has 256 kB at most. */
const PIECE_BYTES = 1 << 19;

/** What cannot be divided and is longer is no record. */
const MAX_VALUE_BYTES = 8 << 20;

const [QUOTE, COMMA, COLON, LINE_FEED, SPACE] = [0x22, 0x2c, 0x3a, 0x0a, 0x20];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Before a list that is a part of one record, which must not be given without the rest of it. */
const OF_ONE_RECORD =
  /"(?:eventVersion|eventName|eventID|userIdentity|awsRegion|detail|resources|parameters)"/;

/** After which an object may begin within a value. */
const BEFORE_OBJECT = new Set([OPEN_LIST, COMMA, COLON]);

/**
 * Finds the values in a stream of JSON: one, one a line, any number one after the other, or a list of them, in memory that
 * does not grow with the stream. `{"Records": [a, b, c]}`, where it is long, is given as `{"Records": [a, b]}` and
 * `{"Records": [c]}`, so that whoever reads it need not know that it was long. Of what is cut off or broken, every
 * value that is whole is given.
 */
export class JsonSplitter {
  readonly #window = new ByteWindow();
  /** Up to where the stream was looked at. */
  #position = 0;
  #line = 1;
  /** Lists around the values, which are given without them. */
  #lists = 0;
  /** Whether there is text on the first line that is no JSON, which says enough. */
  #namedText = false;
  /** The end of a line that is not one value. */
  #dividedLine = -1;
  #value: OpenValue | undefined;
  /** Where the part of the open value begins that is still to be given. */
  #start = 0;
  /** What stands before the list of the open value, once members of it were given. */
  #head: string | undefined;
  #tooLong = false;

  /** @param chunk UTF-8 @returns the pieces that are whole by now */
  *push(chunk: Buffer): Generator<SplitPiece> {
    this.#window.append(chunk, this.#value === undefined || this.#tooLong ? this.#position : this.#start);
    yield* this.#read(false);
  }

  /** @returns the pieces that are left */
  *end(): Generator<SplitPiece> {
    yield* this.#read(true);
    const line = this.#value?.line ?? this.#line;
    if (this.#value !== undefined && !this.#tooLong) yield* this.#members(this.#value);
    if (this.#value !== undefined || (this.#lists > 0 && !this.#namedText))
      yield { problem: 'ends in the middle of a JSON value: it was cut off', line };
  }

  *#read(last: boolean): Generator<SplitPiece> {
    while (this.#position < this.#window.end) {
      if (this.#value === undefined) {
        const before = this.#position;
        yield* this.#readBetween(last);
        // Without more of the stream nothing can be said.
        if (this.#value === undefined && this.#position === before) return;
        continue;
      }
      const end = this.#value.scan(this.#window.from(this.#position), this.#position);
      this.#position = end ?? this.#window.end;
      if (end !== undefined) yield* this.#close(this.#value);
      else if (this.#position - this.#start > PIECE_BYTES) yield* this.#divide(this.#value);
    }
  }

  /** Between two values: passes what separates them, and looks at what comes. */
  *#readBetween(last: boolean): Generator<SplitPiece> {
    const bytes = this.#window.from(this.#position);
    let index = 0;
    while (index < bytes.length && this.#isBetween(bytes[index] as number)) index += 1;
    this.#position += index;
    if (index === bytes.length) return;
    const first = bytes[index];
    const opens = first === OPEN_OBJECT || first === OPEN_LIST || first === QUOTE;
    if (this.#position > this.#dividedLine) {
      const feed = bytes.indexOf(LINE_FEED, index);
      const end = feed === -1 ? bytes.length : feed;
      if (feed === -1 && !last && end - index <= PIECE_BYTES) return;
      const whole = end - index <= PIECE_BYTES ? this.#parseLine(bytes, index, end) : undefined;
      if (whole !== undefined) {
        const line = this.#line;
        this.#position += end - index;
        yield { ...whole, line };
        return;
      }
      if (feed !== -1 && !last && feed + 2 >= bytes.length) return;
      if (opens && first !== OPEN_LIST && isBroken(bytes, index, end)) {
        yield { problem: problemOf(bytes.toString('utf8', index, end)), line: this.#line };
        this.#position += end - index;
        return;
      }
      this.#dividedLine = this.#position + end - index;
    }
    if (first === OPEN_LIST) {
      this.#lists += 1;
      this.#position += 1;
    } else if (opens) {
      this.#value = new OpenValue(this.#line);
      this.#start = this.#position;
    } else {
      yield* this.#readScalar(bytes, index);
    }
  }

  #isBetween(byte: number): boolean {
    if (byte === LINE_FEED) this.#line += 1;
    if (byte === CLOSE_LIST && this.#lists > 0) {
      this.#lists -= 1;
      return true;
    }
    // Control characters separate the texts of RFC 7464, and those of some collectors.
    return byte <= SPACE || byte === COMMA;
  }

  /** Most streams have one value a line, which the engine finds faster than we do. */
  #parseLine(bytes: Buffer, from: number, to: number): { value: unknown } | undefined {
    let end = to;
    while (end > from && ((bytes[end - 1] as number) <= SPACE || bytes[end - 1] === COMMA)) end -= 1;
    const last = bytes[end - 1];
    const closes = last === CLOSE_OBJECT || last === CLOSE_LIST || last === QUOTE;
    // A list is passed member by member, since there may be another behind it.
    return closes && bytes[from] !== OPEN_LIST ? parseJson(bytes.toString('utf8', from, end)) : undefined;
  }

  /** A number or a word between two values, or the rest of a line that is no JSON at all. */
  *#readScalar(bytes: Buffer, from: number): Generator<SplitPiece> {
    const feed = bytes.indexOf(LINE_FEED, from);
    const end = feed === -1 ? bytes.length : feed;
    const text = bytes.toString('utf8', from, end);
    const [scalar = ''] = /^[^,\]\s]*/.exec(text) ?? [];
    const parsed = parseJson(scalar);
    this.#position += parsed === undefined ? end - from : scalar.length;
    this.#namedText = parsed === undefined && this.#line === 1;
    yield parsed === undefined ? { text, line: this.#line } : { ...parsed, line: this.#line };
  }

  /** The open value is whole. */
  *#close(open: OpenValue): Generator<SplitPiece> {
    const { line } = open;
    if (!this.#tooLong) {
      const text = (this.#head ?? '') + this.#window.text(this.#start, this.#position);
      const parsed = parseJson(text);
      if (parsed !== undefined) yield { ...parsed, line };
      else yield* this.#giveBroken(open, text);
    }
    this.#line += open.lines;
    this.#value = undefined;
    this.#head = undefined;
    this.#tooLong = false;
  }

  /** Something in the open value is no JSON: a member of its list, or else all of it. */
  *#giveBroken(open: OpenValue, text: string): Generator<SplitPiece> {
    let named = false;
    for (const piece of this.#members(open)) {
      named ||= 'problem' in piece;
      yield piece;
    }
    if (!named) yield { problem: problemOf(text), line: open.line };
  }

  /** More of the open value is there than is kept: gives the members of its list that are whole. */
  *#divide(open: OpenValue): Generator<SplitPiece> {
    if (this.#tooLong) return;
    const { list } = open;
    const lastComma = list?.commas.at(-1);
    if (list !== undefined && list.end === undefined && lastComma !== undefined) {
      yield* this.#members(open, true);
      this.#head ??= this.#window.text(this.#start, list.begin);
      this.#start = lastComma + 1;
      list.commas = [];
      open.divided = true;
    } else if (this.#position - this.#start > MAX_VALUE_BYTES) {
      if (open.divided) yield* this.#members(open);
      yield {
        problem: `holds a JSON value of more than ${MAX_VALUE_BYTES >> 20} MB, which is no record`,
        line: open.line,
      };
      this.#tooLong = true;
    }
  }

  /** The members of the open value's list that are whole and were not given yet: all together, or else one by one. */
  *#members({ list, line }: OpenValue, long = false): Generator<SplitPiece> {
    const ends = [...(list?.commas ?? []), ...(list?.end === undefined ? [] : [list.end])];
    const last = ends.at(-1);
    if (list === undefined || last === undefined) return;
    const head = this.#head ?? this.#window.text(this.#start, list.begin);
    if (this.#head === undefined && !long && OF_ONE_RECORD.test(head)) return;
    let from = Math.max(list.begin, this.#start);
    const together = parseJson(head + this.#window.text(from, last) + list.closers);
    if (together !== undefined) {
      yield { ...together, line, more: true };
      return;
    }
    for (const end of ends) {
      const member = this.#window.text(from, end);
      const parsed = parseJson(head + member + list.closers);
      yield parsed === undefined ? { problem: problemOf(member), line } : { ...parsed, line, more: true };
      from = end + 1;
    }
  }
}

/** Whether a line that is no value is not the beginning of one either: the next begins a value where none can stand. */
function isBroken(bytes: Buffer, from: number, feed: number): boolean {
  if (bytes[feed + 1] !== OPEN_OBJECT || bytes[feed + 2] !== QUOTE) return false;
  let end = feed - 1;
  while (end > from && (bytes[end] as number) <= SPACE) end -= 1;
  if (BEFORE_OBJECT.has(bytes[end] as number)) return false;
  // Several values on one line are none that is broken.
  return new OpenValue(0).scan(bytes.subarray(from, feed), 0) === undefined;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Of a text that does not parse. */
function problemOf(text: string): string {
  try {
    JSON.parse(text);
    return 'is not JSON';
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : error}`;
  }
}
