const [QUOTE, BACKSLASH, COMMA, LINE_FEED] = [0x22, 0x5c, 0x2c, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** A list in a value that stands in nothing but objects: the records of a file are in such a one. */
export interface List {
  /** Where its first member begins. */
  readonly begin: number;
  /** What closes it and everything around it. */
  readonly closers: string;
  /** Where each member ends that another one follows. */
  commas: number[];
  /** Where the last one ends, once that is known. */
  end?: number;
}

/** A JSON object or text of which the end has not been seen. It knows brackets and strings, and leaves the rest to JSON.parse. */
export class OpenValue {
  readonly line: number;
  /** The last one. */
  list: List | undefined;
  /** Whether members of the list were given already, so that no other list is looked for. */
  divided = false;
  /** How many lines it has so far. */
  lines = 0;
  #depth = 0;
  /** The depth of the list that is open. 0: none is. */
  #listDepth = 0;
  #inString = false;
  /** Whether an odd number of backslashes stands before the next byte of a string. */
  #escaped = false;

  /** @param line on which it begins */
  constructor(line: number) {
    this.line = line;
  }

  /**
   * Reads on.
   *
   * @param at position of the first byte
   * @returns the position behind the value, or undefined if it goes on beyond these bytes
   */
  scan(bytes: Buffer, at: number): number | undefined {
    const { length } = bytes;
    let depth = this.#depth;
    for (let index = 0; index < length; index += 1) {
      const byte = bytes[index] as number;
      if (this.#inString || byte === QUOTE) {
        index = this.#scanString(bytes, this.#inString ? index : index + 1);
        if (depth === 0 && !this.#inString) return at + index + 1;
      } else if (byte > COMMA && byte < OPEN_LIST) {
        // Digits and colons, and most of what stands outside strings.
      } else if (byte === COMMA) {
        if (depth === this.#listDepth) this.list?.commas.push(at + index);
      } else if (byte === OPEN_OBJECT) {
        depth += 1;
      } else if (byte === OPEN_LIST) {
        depth += 1;
        if (this.#listDepth === 0 && !this.divided) this.#beginList(at + index + 1, depth);
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (depth === this.#listDepth) this.#endList(at + index);
        depth -= 1;
        if (depth <= 0) return at + index + 1;
      } else if (byte === LINE_FEED) {
        this.lines += 1;
      }
    }
    this.#depth = depth;
    return undefined;
  }

  /** @returns the index of the quotation mark that ends the string, or of the last byte */
  #scanString(bytes: Buffer, from: number): number {
    const { length } = bytes;
    for (let index = from; index < length; index += 1) {
      while (bytes[index] !== QUOTE && index < length) index += 1;
      const escaped = this.#isEscaped(bytes, from, index);
      if (index < length && !escaped) {
        this.#inString = false;
        this.#escaped = false;
        return index;
      }
      if (index >= length) this.#escaped = escaped;
      else this.#escaped = false;
    }
    this.#inString = true;
    return length - 1;
  }

  #isEscaped(bytes: Buffer, from: number, index: number): boolean {
    let before = index - 1;
    while (before >= from && bytes[before] === BACKSLASH) before -= 1;
    const odd = (index - 1 - before) % 2 === 1;
    return before < from && this.#escaped ? !odd : odd;
  }

  #beginList(begin: number, depth: number): void {
    this.list = { begin, closers: `]${'}'.repeat(depth - 1)}`, commas: [] };
    this.#listDepth = depth;
  }

  #endList(end: number): void {
    if (this.list !== undefined) this.list.end = end;
    this.#listDepth = 0;
  }
}
