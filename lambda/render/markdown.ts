import { isIpv6 } from '../text/ip-address.ts';
import { scriptPattern, type TextPattern } from '../text/unicode.ts';

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
  // Mentions of people and groups. A mail address has a letter or digit before its @.
  { character: '@', as: '＠', where: scriptPattern(({ alphanumeric: a }) => `(?<![${a}])@(?=[${a}])`) },
  { character: '#', as: '＃', where: scriptPattern(({ alphanumeric: a }) => `(?<![${a}])#(?=[${a}])`) },
];

interface Unsafe {
  readonly character: string;
  /** What replaces it. */
  readonly as: string;
  /** @default - wherever it stands */
  readonly where?: RegExp | TextPattern;
}

const ANY = /[&<>*`~\]\\_@#]/;

/** The name of an emoji. A time of day is none. */
const EMOJI = /:(?=[0-9_+-]*[a-z][a-z0-9_+-]*:(?!\/))/gi;

const IPV6_LIKE = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]/i;

/** Escapes text so that it reads the same in Slack and Teams as it does elsewhere. */
export function escapeMarkdown(text: string): string {
  let escaped = text;
  if (ANY.test(text)) {
    for (const { character, as, where } of UNSAFE) {
      if (!escaped.includes(character)) continue;
      escaped = where === undefined ? escaped.replaceAll(character, as) : escaped.replace(where, as);
    }
  }
  if (escaped.search(EMOJI) === -1) return escaped;
  return IPV6_LIKE.test(escaped)
    ? escaped.split(' ').map(withoutEmoji).join(' ')
    : escaped.replace(EMOJI, '：');
}

/** An IPv6 address has colons around letters, too, and means no emoji. */
function withoutEmoji(word: string): string {
  return isIpv6(word.replace(/^["(]|["),;.]$/g, '')) ? word : word.replace(EMOJI, '：');
}
