import type { Value } from '../phrase.ts';
import { plain } from './text.ts';

/**
 * What Slack and Teams would act on, and what stands for it. Slack knows no backslash escapes but for nothing shown
 * between its `&lt;`; Teams undoes both.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/#escaping
 * @see https://spec.commonmark.org/current/#backslash-escapes
 */
const UNSAFE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/&/g, '&amp;'],
  [/</g, '&lt;'],
  [/>/g, '&gt;'],
  [/[\\`*~[\]|]/g, '\\$&'],
  // Inside a word an underscore means nothing, and names are full of them.
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_'],
  // Mentions of people, groups and channels. An address has a letter before its @.
  [/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}])/gu, '＠'],
  [/(?<![\p{L}\p{N}])#(?=[\p{L}\p{N}])/gu, '＃'],
];

/** A value that reads the same in Slack and Teams as it stood in the event. */
export function inMarkdown(value: Value): string {
  return UNSAFE.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), plain(value));
}
