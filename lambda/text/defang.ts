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
];

/** Everybody in a channel of Slack or Teams, which take mails, too. */
const EVERYBODY = /@(?=(?:here|channel|everyone)(?![a-z0-9]))/gi;

/** What stands between words with or without dots. */
const BETWEEN_ADDRESSES = scriptPattern(({ word }) => `([^${word}@+%.-]+)`);
/** Those at the end may be the full stop of a sentence. */
const DOTS = /\.+(?=[^.\s])/g;
const LETTER = scriptPattern(({ letter }) => `[${letter}]`);

/** How a path or a port begins. */
const LOCATOR = /^(?:[/\\]|:\d)/;
/**
 * Perhaps with the full stop of a sentence. An underscore at the end of a part is none to a chat, where another character has
 * to stand for it: a client might see a domain behind that.
 */
const MAIL_ADDRESS =
  /^(?:[a-z0-9](?:[\w+-]*[a-z0-9])?\.)*[a-z0-9](?:[\w+-]*[a-z0-9])?@(?:[a-z0-9-]+\.)+((?!xn--)[a-z0-9-]+)\.?$/i;
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
  const keepsMail = mail === 'kept';
  let marked = text;
  for (const [character, pattern] of MARKS) {
    if (marked.includes(character)) marked = marked.replace(pattern, '[$&]');
  }
  if (text.includes('@') && text.search(EVERYBODY) !== -1) {
    marked = eachWord(marked, (word) =>
      keepsMail && isMailAddress(word) ? word : word.replace(EVERYBODY, '[$&]'),
    );
  }
  if (!isSuspicious(marked)) return marked;
  return eachWord(marked, (word) => (isSuspicious(word) ? defangWord(word, keepsMail) : word));
}

function isSuspicious(text: string): boolean {
  return SUSPICIOUS_DOT.test(text) || (text.includes('//') && text.includes('.'));
}

function eachWord(text: string, change: (word: string) => string): string {
  return text.includes(' ') ? text.split(' ').map(change).join(' ') : change(text);
}

function defangWord(word: string, keepsMail: boolean): string {
  if (keepsMail && isMailAddress(word)) return word;
  if (SERVICE_PRINCIPAL.test(word)) return word;
  // Behind two slashes clients take anything for a host.
  const host = word.indexOf('//') + 2;
  if (host > 1)
    return defangAddresses(word.slice(0, host), keepsMail) + word.slice(host).replace(DOTS, '[$&]');
  return defangAddresses(word, keepsMail);
}

function defangAddresses(word: string, keepsMail: boolean): string {
  const isPath = FILE_PATH.test(word);
  // Addresses at even places, and what stands between them.
  const parts = word.split(BETWEEN_ADDRESSES);
  return parts
    .map((address, index) => {
      if (index % 2 === 1 || !address.includes('.')) return address;
      const before = parts[index - 1] ?? '';
      const after = `${parts[index + 1] ?? ''}${parts[index + 2] ?? ''}`;
      const isLocated = LOCATOR.test(after);
      if (keepsMail && !isLocated && isMailAddress(address)) return address;
      return defangAddress(address, before, isLocated && !isPath);
    })
    .join('');
}

/**
 * @param before what stands before it, if anything does
 * @param isLocated whether a path or a port follows
 */
function defangAddress(address: string, before: string, isLocated: boolean): string {
  const names = address.split(/([@+%_])/);
  return names
    .map((name, index) => (isDomain(name, names[index - 1] ?? before, isLocated) ? bracketed(name) : name))
    .join('');
}

/** Of ASCII alone: of another, a client may take a part for a domain. */
function isMailAddress(address: string): boolean {
  const end = MAIL_ADDRESS.exec(address)?.[1];
  return end !== undefined && isDomainEnd(end);
}

function isDomain(name: string, before: string, isLocated: boolean): boolean {
  if (!name.includes('.')) return false;
  const labels = name.split('.').filter((label) => label !== '');
  // A symbol can be a label: an emoji, or the question mark that an SMS has for another script.
  const possibleEnds = name.startsWith('.') && before !== '' ? labels : labels.slice(1);
  if (possibleEnds.some(isDomainEnd)) return true;
  if (!isLocated) return false;
  // A client that knows ASCII alone reads no further back.
  const lastOfAscii = name.replace(/^.*[^\0-\x7f]/u, '');
  return isIpv4(lastOfAscii) || (labels.length > 1 && (labels.at(-1) ?? '').search(LETTER) !== -1);
}

/** Two dots are no part of a domain, unless a client takes them for one: they mark a cut. */
function bracketed(name: string): string {
  return name.replace(/(\.+)([^.]+)/g, (found, dots, label) =>
    dots.length === 1 || isDomainEnd(label) ? `[${dots}]${label}` : found,
  );
}
