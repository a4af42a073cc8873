import type { Value } from '../phrase.ts';
import { plain } from './text.ts';

/**
 * What Slack or Teams would act on, and what stands for it. Slack has no backslash escapes, and Teams no entities beyond
 * HTML's, so what neither shows as it stands is replaced by a character that looks like it.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
const UNSAFE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
  [/\*/g, '∗'],
  [/`/g, 'ˋ'],
  [/~/g, '∼'],
  [/\]\(/g, '] ('],
  // Teams would take the backslash away.
  [/\\(?=[\p{P}\p{S}])/gu, '＼'],
  // Inside a word an underscore means nothing, and names are full of them.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿'],
  // Mentions of people, groups and channels. An address has a letter before its @.
  [/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}])/gu, '＠'],
  [/(?<![\p{L}\p{N}])#(?=[\p{L}\p{N}])/gu, '＃'],
  [/:(?=[a-z0-9_+-]+:(?!\/))/gi, '：'],
];

/** Nearly every value: nothing in it could be markup. */
const MEANS_NOTHING = /^[\p{L}\p{N} .,;/()=+"'-]*$/u;

/** A value that reads the same in Slack and Teams as it stood in the event. */
export function inMarkdown(value: Value): string {
  const readable = plain(value);
  if (MEANS_NOTHING.test(readable)) return readable;
  return UNSAFE.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), readable);
}
