import { nameMark } from '../domain/name-mark.ts';
import { name, type Phrase, say, words } from '../domain/phrase.ts';

/** A name of whoever acts or owns, with its mark where it may not show as it is. */
export function identityName(text: string): Phrase {
  const mark = nameMark(text);
  return mark === undefined ? [name(text)] : say`${name(text)}${words(mark)}`;
}

/** The name of a person that stands alone. One that could pass for root, or does not show as it is, is called a user's. */
export function personName(text: string): Phrase {
  const isPlain = nameMark(text) === undefined && !/^root\b/i.test(text);
  return isPlain ? identityName(text) : say`user ${identityName(text)}`;
}
