import type { Phrase, Value } from '../phrase.ts';

/** Turns one value from an event into text that is safe for one kind of reader. */
export type ValueWriter = (value: Value) => string;

/** The one place where a sentence and its hostile values meet. */
export function write(phrase: Phrase, writeValue: ValueWriter): string {
  return phrase.map((part) => (typeof part === 'string' ? part : writeValue(part))).join('');
}

/** The most characters of one value that reach a reader. A `target` may have 400. */
const MOST_CHARACTERS = { name: 420, typed: 300, raw: 2000 } as const satisfies Record<Value['as'], number>;

/** Readable, on one line, and inert: the base of every writer for people. */
export function plain({ as, text }: Value): string {
  const most = MOST_CHARACTERS[as];
  const readable = clean(text.slice(0, 2 * most));
  const inert = as === 'name' ? defangName(readable) : defangTyped(readable.replaceAll('"', "'"));
  return cut(inert, most);
}

const LINE_BREAKS_AND_SPACES = /[\s\u0085\u2800]+/gu;

/** Joiners and selectors that only choose how an emoji looks. */
const EMOJI_GLUE = /(?<=\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*)[\u200d\ufe0e\ufe0f]/gu;

/**
 * Control and format characters (bidirectional overrides, zero-width, soft hyphens, tags), fillers, and halves of
 * characters. @see https://www.unicode.org/reports/tr36/
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]+/gu;

/** More marks than any script stacks on a letter, which would spill over the lines above and below. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/** Nearly every value is of this kind and needs no closer look. */
const PLAIN_ASCII = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** Stands for what cannot be shown. */
const UNSHOWN = '\ufffd';

/** One line of visible characters. What cannot be shown leaves a mark, so that two names do not come to look alike. */
export function clean(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text
    .replace(LINE_BREAKS_AND_SPACES, ' ')
    .replace(EMOJI_GLUE, '')
    .replace(UNPRINTABLE, UNSHOWN)
    .replace(STACKED_MARKS, '$1')
    .trim();
  return visible === '' && text !== '' ? UNSHOWN : visible;
}

let segmenter: Intl.Segmenter | undefined;

/** Cuts after a whole character as a person counts them, and marks the cut. */
export function cut(text: string, most: number, mark = '…'): string {
  if (text.length <= most) return text;
  const end = most - mark.length;
  // Made on first use: most messages need none, and making one is slow.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const boundary = segmenter.segment(text.slice(0, most + 1)).containing(end)?.index ?? end;
  return text.slice(0, boundary) + mark;
}

/**
 * The ends of domain names that people meet. A name like `first.last` is no link to any mail client, `name.com` is.
 * In free text, where nothing is lost by it, any word at the end counts.
 */
const COMMON_ENDS =
  'ai|app|biz|click|cloud|cn|co|com|de|dev|edu|eu|example|fr|gov|info|io|link|live|me|mil|mobi|name|net|online|org|page|pro|ru|sh|shop|site|space|store|tech|to|top|tv|uk|us|vip|website|win|work|world|xyz|zip';
const NAME_WITH_DOMAIN = new RegExp(
  `(?<![\\w.@-])((?:[\\w-]+\\.)*[\\w-]+)\\.(${COMMON_ENDS})(?![\\w-]|\\.\\w)`,
  'gi',
);
const ANY_DOMAIN = /(?<=[\p{L}\p{N}-])\.(?=\p{L}[\p{L}\p{N}-]+(?![\p{L}\p{N}@-]))/gu;
const SERVICE_PRINCIPAL = /^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const BARE_SCHEME = /(mailto|tel|sms|javascript|data|facetime):/gi;
const WWW = /www\./gi;

/** Takes the life out of links, as analysts write them: `https[:]//evil[.]example`. Mail addresses stay whole. */
function defangName(name: string): string {
  if (SERVICE_PRINCIPAL.test(name)) return name;
  // What brings a scheme of its own is an address, whatever field it stands in.
  return defangSchemes(name) === name ? name.replace(NAME_WITH_DOMAIN, '$1[.]$2') : defangTyped(name);
}

function defangTyped(text: string): string {
  return defangSchemes(text).replace(ANY_DOMAIN, '[.]');
}

function defangSchemes(text: string): string {
  return text.replaceAll('://', '[:]//').replace(BARE_SCHEME, '$1[:]').replace(WWW, 'www[.]');
}
