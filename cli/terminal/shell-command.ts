/** A line to be copied into a shell, or why there is none. */
export type ShellCommand = { readonly line: string } | { readonly leftOut: string };

/** One word of a command. */
export type Word =
  /** Known to this project, such as `--region`. */
  | string
  /** From AWS, from the configuration or from the person: it may hold anything. */
  | { readonly value: string; readonly what: string }
  /** Written in this project, and quoted because of the characters in it. */
  | { readonly literal: string };

/**
 * Makes the one form in which a command is printed. A value in it consists of characters that no shell, be it
 * POSIX, PowerShell or cmd, gives a meaning, save for commas, and is no option. With any other value there is no
 * command, because quotes do not protect in every shell, nor from whatever changes the text after it was quoted.
 */
export function shellCommand(words: readonly Word[]): ShellCommand {
  const unsafe = words.find((word) => !isSafe(word));
  if (unsafe === undefined) return { line: words.map(toText).join(' ') };
  const what = typeof unsafe === 'object' && 'what' in unsafe ? unsafe.what : 'a word of it';
  return {
    leftOut: `No command is shown for this, because ${what} has characters that a shell could act on.`,
  };
}

const SAFE_VALUE = /^[A-Za-z0-9+/][A-Za-z0-9@+=:,./_-]{0,2047}$/;
const SAFE_WORD = /^-{0,2}[A-Za-z0-9@+=:,./_-]*$/;

function isSafe(word: Word): boolean {
  if (typeof word === 'string') return SAFE_WORD.test(word);
  return 'literal' in word || SAFE_VALUE.test(word.value);
}

function toText(word: Word): string {
  if (typeof word === 'string') return word;
  if ('literal' in word) return quoted(word.literal);
  // PowerShell would make a list of it.
  return word.value.includes(',') ? `"${word.value}"` : word.value;
}

/** In double quotes, which all shells know, unless something in them would mean anything to one. */
function quoted(text: string): string {
  return /["$`\\!%]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}
