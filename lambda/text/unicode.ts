/**
 * Patterns with Unicode properties, made when a text first needs them. V8 builds the set of characters behind each `\p{…}`
 * where it reads a literal, whether that is used or not: together they took a cold start several milliseconds. Nearly all
 * text is ASCII, for which the same pattern without them does.
 */

/** A pattern that no ASCII text needs. */
export function lazily(source: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, 'gu');
    return made;
  };
}

/** What stands in a class of characters for letters, for letters and digits, and for punctuation and symbols. */
interface Classes {
  readonly letter: string;
  readonly alphanumeric: string;
  readonly mark: string;
}

const ASCII: Classes = { letter: 'A-Za-z', alphanumeric: 'A-Za-z0-9', mark: '!-/:-@[-`{-~' };
const UNICODE: Classes = {
  letter: String.raw`\p{L}`,
  alphanumeric: String.raw`\p{L}\p{N}`,
  mark: String.raw`\p{P}\p{S}`,
};

const ASCII_TEXT = /^[\0-\x7f]*$/;

/** The pattern for a given text: with the classes of ASCII where that is all it has, else with those of every script. */
export function forScriptOf(source: (classes: Classes) => string): (text: string) => RegExp {
  const ascii = lazily(source(ASCII));
  const unicode = lazily(source(UNICODE));
  return (text) => (ASCII_TEXT.test(text) ? ascii() : unicode());
}
