/**
 * Names of fields whose values never leave the event. Session tokens and stream URLs open a session to whoever holds
 * them; the rest keeps passwords that a custom document takes as parameters out of mailboxes.
 */
const SECRET_NAME =
  /token|stream_?url|password|passwd|secret|credentials?$|private_?key|connection_?key|signature/i;

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
  if (typeof value !== 'string') return value;
  if (STREAM_URL.test(value)) return WITHHELD;
  // Some copies of an event hold objects as JSON in text, where a secret has no field of its own.
  return /^\s*[[{]/.test(value) ? redactText(value) : value;
}

function redactText(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), redact);
  } catch {
    return SECRET_NAME.test(json) ? WITHHELD : json;
  }
}
