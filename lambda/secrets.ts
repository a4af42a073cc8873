/**
 * Names of fields whose values never leave the event. Session tokens and stream URLs open a session to whoever holds
 * them; the rest keeps passwords that a custom document takes as parameters out of mailboxes.
 */
const SECRET_NAME =
  /token|stream_?url|password|passwd|secret|credential|private_?key|connection_?key|signature/i;

export const WITHHELD = '(withheld)';

export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** JSON of anything, with the values of secret fields withheld. What JSON cannot say is said in words. */
export function toRedactedJson(value: unknown): string {
  try {
    return JSON.stringify(value, (name, inner) => (isSecret(name) ? WITHHELD : inner)) ?? String(value);
  } catch {
    return '(nested too deeply to be shown)';
  }
}
