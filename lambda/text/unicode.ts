/**
 * Patterns with Unicode properties, each built when a text first needs it. V8 builds the set of characters behind
 * every `\p{…}` where it reads a literal, used or not, which cost a cold start several milliseconds. Nearly all text
 * is ASCII, for which the same pattern without them does.
 */

/** A global pattern, for `text.replace(pattern, …)`, `text.search(pattern)` and `text.split(pattern)`. */
export interface TextPattern {
  [Symbol.replace](text: string, replacement: string): string;
  [Symbol.replace](text: string, replacer: (found: string, ...groups: string[]) => string): string;
  [Symbol.search](text: string): number;
  [Symbol.split](text: string, limit?: number): string[];
}

/**
 * The members of a character class that stand for letters, for letters and digits, for whatever a word may hold (letters
 * with their marks, digits, the underscore), and for punctuation and symbols.
 */
interface Classes {
  readonly letter: string;
  readonly alphanumeric: string;
  readonly word: string;
  readonly mark: string;
}

const ASCII: Classes = {
  letter: 'A-Za-z',
  alphanumeric: 'A-Za-z0-9',
  word: String.raw`\w`,
  mark: '!-/:-@[-`{-~',
};
const UNICODE: Classes = {
  letter: String.raw`\p{L}`,
  alphanumeric: String.raw`\p{L}\p{N}`,
  word: String.raw`\p{L}\p{M}\p{N}_`,
  mark: String.raw`\p{P}\p{S}`,
};

const ASCII_TEXT = /^[\0-\x7f]*$/;

/** A pattern for characters that ASCII does not have. Callers let ASCII text pass before they use it. */
export function unicodePattern(source: string): TextPattern {
  return toTextPattern(once(source));
}

/**
 * A pattern that reads ASCII text with ASCII's own classes of characters, and other text with those of every script.
 */
export function scriptPattern(source: (classes: Classes) => string): TextPattern {
  // Without the u flag V8 reads ASCII text faster.
  const ascii = once(source(ASCII), 'g');
  const unicode = once(source(UNICODE));
  return toTextPattern((text) => (ASCII_TEXT.test(text) ? ascii() : unicode()));
}

function once(source: string, flags = 'gu'): () => RegExp {
  let built: RegExp | undefined;
  return () => {
    built ??= new RegExp(source, flags);
    return built;
  };
}

function toTextPattern(patternFor: (text: string) => RegExp): TextPattern {
  return {
    [Symbol.replace]: (text: string, replacement: string | ((found: string) => string)) =>
      // Typed as two overloads, which one call cannot choose between.
      text.replace(patternFor(text), replacement as string),
    [Symbol.search]: (text: string) => text.search(patternFor(text)),
    [Symbol.split]: (text: string, limit?: number) => text.split(patternFor(text), limit),
  };
}
