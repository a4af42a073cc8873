import type { Value } from '../domain/phrase.ts';
import { isIpv6 } from '../text/ip-address.ts';
import { scriptPattern, type TextPattern } from '../text/unicode.ts';
import { INERT, plain } from './write.ts';

/**
 * What Slack or Teams would act on, and what stands for it. Slack has no backslash escapes, and Teams no entities
 * beyond HTML's, so what neither shows as it stands is replaced by a character that looks like it.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
const UNSAFE: readonly Unsafe[] = [
  { character: '&', as: '&amp;' },
  { character: '<', as: '&lt;' },
  { character: '>', as: '&gt;' },
  { character: '*', as: '∗' },
  { character: '`', as: 'ˋ' },
  { character: '~', as: '∼' },
  { character: '](', as: '] (' },
  // Teams would take the backslash away.
  { character: '\\', as: '＼', where: scriptPattern(({ mark }) => String.raw`\\(?=[${mark}])`) },
  // Inside a word an underscore means nothing, and names are full of them.
  { character: '_', as: '＿', where: scriptPattern(({ alphanumeric: a }) => `(?<![${a}])_|_(?![${a}])`) },
  // Mentions of people, groups and channels. An address has a letter before its @.
  { character: '@', as: '＠', where: scriptPattern(({ alphanumeric: a }) => `(?<![${a}._%+-])@(?=[${a}])`) },
  { character: '#', as: '＃', where: scriptPattern(({ alphanumeric: a }) => `(?<![${a}])#(?=[${a}])`) },
  // The name of an emoji. A time of day is none.
  { character: ':', as: '：', where: /:(?=[0-9_+-]*[a-z][a-z0-9_+-]*:(?!\/))/gi },
];

interface Unsafe {
  readonly character: string;
  /** What replaces it. */
  readonly as: string;
  /** @default - wherever it stands */
  readonly where?: RegExp | TextPattern;
}

/** A chat message has less room than a mail, and may hold several texts that were typed. */
const MAX_TYPED_CHARACTERS = 300;

/** Writes a value that reads the same in Slack and Teams as it stood in the event. */
export function inMarkdown(value: Value): string {
  if (INERT.test(value.text) || isIpv6(value.text)) return value.text;
  let text = value.as === 'typed' ? plain(value, MAX_TYPED_CHARACTERS) : plain(value);
  for (const { character, as, where } of UNSAFE) {
    if (!text.includes(character)) continue;
    text = where === undefined ? text.replaceAll(character, as) : text.replace(where, as);
  }
  return text;
}
