import type { Session } from '../domain/session-event.ts';
import { isToolName } from '../domain/tool-names.ts';
import { scriptPattern } from '../text/unicode.ts';

/**
 * Reads the starter's name off a session id, `<session name>-<random>`: it ends at the *last* hyphen, since names
 * hold hyphens too. The random part is 17 hexadecimal digits in old ids and 26 of `a-z2-9` in new ones; a denied call
 * holds whatever was typed, so an end that cannot be random names nobody.
 */
export function toSession(id: string): Session {
  if (INSTANCE_ID.test(id)) return { id };
  const cut = id.lastIndexOf('-');
  const name = id.slice(0, Math.max(cut, 0)).replace(/-I$/, '');
  const random = id.slice(cut + 1);
  return { id, starter: looksRandom(random) && namesPerson(name) ? name : undefined };
}

/** The id of an instance, which people type where a session id is asked for. */
const INSTANCE_ID = /^m?i-[0-9a-f]+$/i;

function looksRandom(end: string): boolean {
  return /^[0-9a-z]{12,}$/i.test(end) && /\d/.test(end);
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_NAME = scriptPattern(({ alphanumeric }) => `^[${alphanumeric}_+=,.@-]{1,64}$`);

function namesPerson(name: string): boolean {
  return name.search(SESSION_NAME) === 0 && !isToolName(name);
}
