import { scriptPattern } from './unicode.ts';

/** Every link has one of these. */
const LINK_MARK = /[.:]/;
const SERVICE_PRINCIPAL = /^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;
const FILE_PATH = /^(?:\/[\w.-]+)+\/?$/;

const SCHEME = /:\/\/|www\.|(?:mailto|tel|sms|javascript|data|facetime):/i;
const BARE_SCHEME = /(mailto|tel|sms|javascript|data|facetime):/gi;
const WWW = /www\./gi;

/** Words with dots between them, and whatever follows: a path makes a link of any of them. */
const DOTTED = scriptPattern(({ alphanumeric }) => {
  const word = `${alphanumeric}_`;
  return String.raw`(?<![${word}.@-])@?(?:[${word}-]*\.)+[${word}-]+(@[${word}-]|[/?:#@]?)`;
});
const DOT_IN_TEXT = scriptPattern(
  ({ letter, alphanumeric }) => String.raw`\.(?=[${letter}])(?<=[${alphanumeric}_-]\.)`,
);
const LETTER = scriptPattern(({ letter }) => `[${letter}]`);

/**
 * Ends by which mail clients and phones know a domain. With those of two letters, most countries' are among them. A
 * name such as `first.last` has none of them.
 */
const DOMAIN_END =
  /^(?:[a-z]{2}|app|biz|click|cloud|com|dev|edu|example|gov|info|link|live|mil|mobi|name|net|online|org|page|pro|shop|site|space|store|tech|top|vip|website|win|work|world|xyz|zip|zone)$/i;

/** Takes the life out of links in a name, as analysts write them: `evil[.]example`. A mail address stays whole. */
export function defangName(name: string): string {
  if (!LINK_MARK.test(name) || SERVICE_PRINCIPAL.test(name)) return name;
  // What brings a scheme of its own is an address, whatever field it stands in.
  if (SCHEME.test(name)) return defangText(name);
  if (!name.includes('.')) return name;
  return name.replace(DOTTED, (run, after = '') => (isDomain(run, after) ? run.replaceAll('.', '[.]') : run));
}

/** The same for free text, where every dot before a letter could be part of a link. File paths are none. */
export function defangText(text: string): string {
  if (!LINK_MARK.test(text)) return text;
  return defangSchemes(text)
    .split(' ')
    .map((word) => (FILE_PATH.test(word) ? word : word.replace(DOT_IN_TEXT, '[.]')))
    .join(' ');
}

function isDomain(run: string, after: string): boolean {
  // The local part of a mail address.
  if (after.length === 2) return false;
  const labels = run.replace(/[/?:#@]/g, '').split('.');
  if ((labels.at(-1) ?? '').search(LETTER) === -1) return false;
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
