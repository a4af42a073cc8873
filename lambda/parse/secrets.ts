/**
 * Names of fields whose values never leave the event. Session tokens and stream URLs open a session to whoever holds
 * them; the rest keeps passwords that a custom document takes as parameters out of mailboxes.
 */
const SECRET_NAMES =
  'token|stream_?url|password|passwd|secret|credentials?$|private_?key|connection_?key|signature';
const SECRET_NAME = new RegExp(SECRET_NAMES, 'i');

/** Such a name with its value behind it, in JSON, in JSON within JSON, in `name=value` or in a URL. */
const SECRET_IN_TEXT = new RegExp(
  String.raw`(?:${SECRET_NAMES.replace('$', '')})\w{0,20}(?:\\*["']|%22)*\s*(?:[:=]|%3[AD])`,
  'i',
);

/** The address of a session's data channel, wherever it stands. */
const STREAM_URL = /wss:|data-channel/i;

export const WITHHELD = '(withheld)';

export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Writes any value as JSON, with the values of secret fields withheld. What has no JSON becomes a text. */
export function toRedactedJson(value: unknown): string {
  try {
    return JSON.stringify(value, redact) ?? String(value);
  } catch {
    return '(nested too deeply to be shown)';
  }
}

function redact(name: string, value: unknown): unknown {
  if (isSecret(name)) return WITHHELD;
  return typeof value === 'string' ? redactText(value) : value;
}

/** Some copies of an event hold objects as text, where a secret has no field of its own. */
function redactText(text: string): string {
  if (/^\s*["[{]/.test(text)) {
    try {
      return JSON.stringify(JSON.parse(text), redact);
    } catch {
      // Text that only begins like JSON.
    }
  }
  return holdsSecret(text) ? WITHHELD : text;
}

/** Base64 of base64 is what a queue behind a stream makes of an event. */
const MAX_ENCODINGS = 3;

/** Compressed data cannot be searched, so it counts as a secret. */
const GZIP = '\x1f\x8b';

function holdsSecret(text: string, encodings = MAX_ENCODINGS): boolean {
  if (STREAM_URL.test(text) || SECRET_IN_TEXT.test(text) || text.startsWith(GZIP)) return true;
  return encodings > 0 && encodedIn(text).some((decoded) => holdsSecret(decoded, encodings - 1));
}

const BASE64 = /[\w+/-]{24,}/g;

/** How base64 of `{"`, of `[{` and of gzip begin, where a path stands before it. */
const BEGIN = /ey[JA]|W3s|H4sI/;

/** What stands as base64 in a text. */
function encodedIn(text: string): string[] {
  return (text.match(BASE64) ?? []).flatMap((run) => {
    const begin = run.search(BEGIN);
    return [run, ...(begin > 0 ? [run.slice(begin)] : [])].flatMap((part) => decode(part) ?? []);
  });
}

function decode(base64: string): string | undefined {
  const whole = base64.slice(0, base64.length - (base64.length % 4 === 1 ? 1 : 0));
  try {
    return atob(whole.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
