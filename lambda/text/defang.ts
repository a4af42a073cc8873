import { isDomainEnd } from './domain.ts';
import { isIpv4 } from './ip-address.ts';
import { scriptPattern } from './unicode.ts';

/** Schemes that make a link without two slashes. */
export const SCHEMES =
  'mailto|tel|sms|smsto|facetime|callto|skype|sip|sips|xmpp|geo|maps|market|magnet|bitcoin|file|javascript|vbscript|data';

/** Hardly a text without a link has one. */
const SUSPICIOUS_DOT = /\.[^\d\s]|\.\d+[:/\\]/;

/**
 * What makes a link or a mention wherever it stands. Each pattern begins with the character that ends up in brackets, for
 * which a text is searched faster than for what stands before it.
 */
const MARKS: readonly (readonly [character: string, pattern: RegExp])[] = [
  [':', new RegExp(String.raw`:(?=\/\/|\S(?<=(?<![a-z0-9])(?:${SCHEMES}):.))`, 'gi')],
  ['.', /\.(?<=(?:www\d{0,3}|(?<![a-z0-9])ftp)\.)(?=\S)/gi],
  // A file on another machine: \\host\share.
  ['\\', /\\{2,}(?=[^\s\\\]])/g],
  // Everybody in a channel of Slack or Teams, which take mails, too. A mail address may go on as if it were one.
  ['@', /@(?=(?:here|channel|everyone)(?![a-z0-9_]))(?<!(?<=[a-z0-9_])@(?=[a-z]+\.[a-z0-9]))/gi],
];

/** What stands between words with or without dots. */
const BETWEEN_ADDRESSES = scriptPattern(({ word }) => `([^${word}@+%.-]+)`);
const LETTER = scriptPattern(({ letter }) => `[${letter}]`);

/** How a path or a port begins. */
const LOCATOR = /^(?:[/\\]|:\d)/;
const PLAIN_MAIL_ADDRESS = /^[\w+-]+(?:\.[\w+-]+)*@(?:[a-z0-9-]+\.)+([a-z0-9-]+)$/i;
const FILE_PATH = /^["'([]*(?:\/[\w.-]+)+\/?["')\],;]*$/;
const SERVICE_PRINCIPAL = /^["'([]*[a-z0-9-]+\.amazonaws\.com(?:\.cn)?["')\],;]*$/;

/**
 * Takes the life out of links, as analysts write them, and of mentions: `evil[.]example`, `[@]here`. The name of an AWS
 * service and the path of a file stay as they are. The last step on the way to a reader, because whatever changes or cuts a
 * text can make a link of it.
 *
 * @param mail whether mail addresses stay as they are, which many people's names are
 */
export function defang(text: string, mail: 'kept' | 'defanged'): string {
  let marked = text;
  for (const [character, pattern] of MARKS) {
    if (marked.includes(character)) marked = marked.replace(pattern, '[$&]');
  }
  if (!SUSPICIOUS_DOT.test(marked)) return marked;
  const keepsMail = mail === 'kept';
  if (!marked.includes(' ')) return defangWord(marked, keepsMail);
  return marked
    .split(' ')
    .map((word) => (SUSPICIOUS_DOT.test(word) ? defangWord(word, keepsMail) : word))
    .join(' ');
}

function defangWord(word: string, keepsMail: boolean): string {
  if (keepsMail && isPlainMailAddress(word)) return word;
  if (SERVICE_PRINCIPAL.test(word)) return word;
  const isPath = FILE_PATH.test(word);
  // Addresses at even places, and what stands between them.
  const parts = word.split(BETWEEN_ADDRESSES);
  return parts
    .map((address, index) => {
      if (index % 2 === 1 || !address.includes('.')) return address;
      const isLocator = LOCATOR.test(`${parts[index + 1] ?? ''}${parts[index + 2] ?? ''}`);
      if (keepsMail && !isLocator && isMailAddress(address)) return address;
      return defangAddress(address, parts[index - 1] ?? '', isLocator && !isPath);
    })
    .join('');
}

/** @param before what stands before it, if anything does */
function defangAddress(address: string, before: string, hasLocator: boolean): string {
  const names = address.split(/([@+%])/);
  return names
    .map((name, index) =>
      isDomain(name, names[index - 1] ?? before, hasLocator && index === names.length - 1)
        ? bracketed(name)
        : name,
    )
    .join('');
}

/** The form that nearly all of them have, told with little effort. */
function isPlainMailAddress(word: string): boolean {
  const end = PLAIN_MAIL_ADDRESS.exec(word)?.[1];
  return end !== undefined && isDomainEnd(end);
}

/** At the end of a sentence it has a full stop. */
function isMailAddress(address: string): boolean {
  const [local, domain, ...more] = address.split('@');
  if (!local || domain === undefined || more.length > 0) return false;
  const labels = (domain.endsWith('.') ? domain.slice(0, -1) : domain).split('.');
  return labels.length > 1 && !labels.includes('') && isDomainEnd(labels.at(-1) ?? '');
}

function isDomain(name: string, before: string, hasLocator: boolean): boolean {
  if (!name.includes('.')) return false;
  const labels = name.split('.').filter((label) => label !== '');
  // A symbol can be a label: an emoji, or the question mark that an SMS has for another script.
  const possibleEnds = name.startsWith('.') && before !== '' ? labels : labels.slice(1);
  if (possibleEnds.some(isDomainEnd)) return true;
  return hasLocator && (isIpv4(name) || (labels.length > 1 && (labels.at(-1) ?? '').search(LETTER) !== -1));
}

/** Two dots are no part of a domain, unless a client takes them for one: they mark a cut. */
function bracketed(name: string): string {
  return name.replace(/(\.+)([^.]+)/g, (found, dots, label) =>
    dots.length === 1 || isDomainEnd(label) ? `[${dots}]${label}` : found,
  );
}
