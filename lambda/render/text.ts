import type { Phrase, Value } from '../domain/phrase.ts';
import { forScriptOf, lazily } from '../text/unicode.ts';

/** Turns one value from an event into text that is safe for one kind of reader. */
export type ValueWriter = (value: Value) => string;

/** The one place where a sentence and its hostile values meet. */
export function write(phrase: Phrase, writeValue: ValueWriter): string {
  let text = '';
  for (const part of phrase) text += typeof part === 'string' ? part : writeValue(part);
  return text;
}

/** The most characters of one value that reach a reader. A `target` may have 400, an error message says why at its end. */
const MOST_CHARACTERS = { name: 420, label: 420, typed: 600, raw: 2000 } as const satisfies Record<
  Value['as'],
  number
>;

/** Most ids and names: in no alphabet, layout or markup does any of it mean anything else. */
export const INERT = /^[A-Za-z0-9-]{1,256}$/;

/** Readable, on one line, and inert: the base of every writer for people. */
export function plain({ as, text }: Value, most: number = MOST_CHARACTERS[as]): string {
  if (INERT.test(text)) return text;
  // What was typed may say at its end what matters, after any amount of padding.
  if (as === 'typed' || as === 'raw') return toInert(as, middleCut(text, most));
  return cut(toInert(as, clean(text.slice(0, 2 * most))), most);
}

/** Both ends of a long text on one line, and how much is left out between them. */
function middleCut(text: string, most: number): string {
  if (text.length <= most) return clean(text);
  const end = Math.floor(most / 3);
  const left = text.length - most;
  const [head, tail] = [text.slice(0, most - end), text.slice(-end)].map((part) =>
    clean(part.toWellFormed()),
  );
  return `${head} … ${left} characters left out … ${tail}`;
}

function toInert(as: Value['as'], text: string): string {
  switch (as) {
    case 'label':
      return defang(text);
    case 'name':
      // Names have no spaces: what has some is a sentence that must not pass for ours.
      return text.includes(' ') ? `"${defangTyped(unquoted(text))}"` : defang(text);
    case 'typed':
      return defangTyped(unquoted(text));
    case 'raw':
      return defangTyped(text);
    default:
      return as satisfies never;
  }
}

/** Free text stands in quotation marks, and must not close them. */
function unquoted(text: string): string {
  return text.replace(/["“”„‟″〃]/g, "'");
}

const LINE_BREAKS_AND_SPACES = /[\s\u0085\u2800]+/gu;

/** Joiners and selectors that only choose how an emoji looks. */
const EMOJI_GLUE = lazily(
  String.raw`(?<=\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)*)[\u200d\ufe0e\ufe0f]`,
);

/**
 * Control and format characters (bidirectional overrides, zero-width, soft hyphens, tags), fillers, and halves of
 * characters. @see https://www.unicode.org/reports/tr36/
 */
const UNPRINTABLE = lazily(String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]+`);

/** More marks than any script stacks on a letter, which would spill over the lines above and below. */
const STACKED_MARKS = lazily(String.raw`(\p{M}{3})\p{M}+`);

/** Nearly every value is of this kind and needs no closer look. */
const PLAIN_ASCII = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** Stands for what cannot be shown. */
const UNSHOWN = '\ufffd';

/** One line of visible characters. What cannot be shown leaves a mark, so that two names do not come to look alike. */
export function clean(text: string): string {
  if (PLAIN_ASCII.test(text)) return text;
  const visible = text
    // Before anything else, so that no later step turns a look-alike into a live character.
    .normalize('NFKC')
    .replace(/[\u3002\u2024]/g, '.')
    .replace(LINE_BREAKS_AND_SPACES, ' ')
    .replace(EMOJI_GLUE(), '')
    .replace(UNPRINTABLE(), UNSHOWN)
    .replace(STACKED_MARKS(), '$1')
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
 * Ends by which mail clients and phones know a domain. With those of two letters, most countries' are among them. A name
 * such as `first.last` has none of them.
 */
const DOMAIN_END =
  /^(?:[a-z]{2}|app|biz|click|cloud|com|dev|edu|example|gov|info|link|live|mil|mobi|name|net|online|org|page|pro|shop|site|space|store|tech|top|vip|website|win|work|world|xyz|zip|zone)$/i;

/** Words with dots between them, and whatever follows: a path makes a link of any of them. */
const DOTTED = forScriptOf(({ alphanumeric }) => {
  const word = `${alphanumeric}_`;
  return String.raw`(?<![${word}.@-])@?(?:[${word}-]*\.)+[${word}-]+(@[${word}-]|[/?:#@]?)`;
});
const DOT_IN_TYPED = forScriptOf(
  ({ letter, alphanumeric }) => String.raw`\.(?=[${letter}])(?<=[${alphanumeric}_-]\.)`,
);
const LETTER = forScriptOf(({ letter }) => `[${letter}]`);
const FILE_PATH = /^(?:\/[\w.-]+)+\/?$/;
/** Every link has one of these. */
const LINK_MARK = /[.:]/;
const SERVICE_PRINCIPAL = /^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const SCHEME = /:\/\/|www\.|(?:mailto|tel|sms|javascript|data|facetime):/i;
const BARE_SCHEME = /(mailto|tel|sms|javascript|data|facetime):/gi;
const WWW = /www\./gi;

/** Takes the life out of links in a name, as analysts write them: `evil[.]example`. A mail address stays whole. */
function defang(name: string): string {
  if (!LINK_MARK.test(name) || SERVICE_PRINCIPAL.test(name)) return name;
  // What brings a scheme of its own is an address, whatever field it stands in.
  if (SCHEME.test(name)) return defangTyped(name);
  if (!name.includes('.')) return name;
  return name.replace(DOTTED(name), (run, after: string) =>
    isDomain(run, after) ? run.replaceAll('.', '[.]') : run,
  );
}

/** In free text every dot before a letter could be part of a link. File paths are none. */
function defangTyped(text: string): string {
  if (!LINK_MARK.test(text)) return text;
  return defangSchemes(text)
    .split(' ')
    .map((word) => (FILE_PATH.test(word) ? word : word.replace(DOT_IN_TYPED(word), '[.]')))
    .join(' ');
}

function isDomain(run: string, after: string): boolean {
  // The local part of a mail address.
  if (after.length === 2) return false;
  const labels = run.replace(/[/?:#@]/g, '').split('.');
  const last = labels.at(-1) ?? '';
  if (last.search(LETTER(last)) === -1) return false;
  return (
    (after !== '' && after !== ':') ||
    labels.slice(1).some((label) => DOMAIN_END.test(beforeOtherScripts(label)))
  );
}

/** A client may end a domain at the first letter that is not ASCII, and an SMS has a question mark there. */
function beforeOtherScripts(label: string): string {
  return /^[\w-]*/.exec(label)?.[0] ?? '';
}

function defangSchemes(text: string): string {
  if (!SCHEME.test(text)) return text;
  return text.replaceAll('://', '[:]//').replace(BARE_SCHEME, '$1[:]').replace(WWW, 'www[.]');
}
