/**
 * Sentences that know which of their parts an event supplied. Our own words are trusted; everything else was chosen by
 * the person being reported on, and each renderer escapes it for its reader.
 */
export type Phrase = readonly Part[];

export type Part = string | Value;

/**
 * Text from an event. `name` identifies (an actor, a machine, an ARN) and is kept copyable; `typed` is free text;
 * `raw` is a whole document, cut last; `label` is a name that may have spaces, from us or from the configuration.
 */
export interface Value {
  readonly as: 'name' | 'label' | 'typed' | 'raw';
  readonly text: string;
}

export const name = (text: string): Value => ({ as: 'name', text });
export const label = (text: string): Value => ({ as: 'label', text });
export const typed = (text: string): Value => ({ as: 'typed', text });
export const raw = (text: string): Value => ({ as: 'raw', text });

/** Our own words, chosen at run time. It must never be given text from an event. */
export const words = (text: string): Phrase => [text];

export const NOTHING: Phrase = [];

/** Builds a phrase: ``say`${name(actor)} opened a shell on ${name(target)}` ``. Its type refuses bare strings. */
export function say(literals: TemplateStringsArray, ...values: readonly (Value | Phrase)[]): Phrase {
  const parts: Part[] = [];
  literals.forEach((literal, index) => {
    if (literal !== '') parts.push(literal);
    const value = values[index];
    if (value === undefined) return;
    if (isPhrase(value)) parts.push(...value);
    else parts.push(value);
  });
  return parts;
}

/** Joins the phrases that are not empty. */
export function join(phrases: readonly Phrase[], separator: string): Phrase {
  const present = phrases.filter((phrase) => phrase.length > 0);
  return present.flatMap((phrase, index) => (index === 0 ? phrase : [separator, ...phrase]));
}

function isPhrase(value: Value | Phrase): value is Phrase {
  return Array.isArray(value);
}
