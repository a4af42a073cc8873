import { name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';

/** The name of whoever started the session: as Session Manager knows, else as the session's id says. */
export function ownerName({ session, lookedUp }: SessionEvent): string | undefined {
  return lookedUp?.session?.owner ?? session?.value.starter;
}

/** The name, with the role that tells it from the same name under another role. */
export function ownerInFull(event: SessionEvent): Phrase | undefined {
  const owner = ownerName(event);
  const role = event.lookedUp?.session?.ownerRole;
  if (owner === undefined) return undefined;
  return role === undefined ? [name(owner)] : say`${name(owner)} of role ${name(role)}`;
}

/** `freja's session`, `their own session`. Only Session Manager can say that it is the actor's own. */
export function whoseSession(event: SessionEvent): Phrase {
  const owner = ownerName(event);
  if (isOwnSession(event) && owner !== undefined) {
    return isKnownToBeOwn(event) ? words('their own session') : say`a session started as ${name(owner)}`;
  }
  return owner === undefined ? words('a session') : say`${name(owner)}'s session`;
}

/**
 * Whether the session is the actor's own: by their ARNs, where Session Manager was asked, else by names. Undefined
 * where that cannot be told.
 */
export function isOwnSession(event: SessionEvent): boolean | undefined {
  const { actor } = event;
  const known = isKnownToBeOwn(event);
  const owner = ownerName(event);
  if (known !== undefined || owner === undefined || actor.sessionName === undefined) return known;
  return owner.toLowerCase() === actor.sessionName.toLowerCase();
}

/**
 * The same, where it is more than the likeness of two names: whoever assumes a role chooses the name of its session.
 */
export function isKnownToBeOwn({ actor, lookedUp }: SessionEvent): boolean | undefined {
  const ownerArn = lookedUp?.session?.ownerArn;
  if (ownerArn === undefined || actor.arn === undefined) return undefined;
  return ownerArn.toLowerCase() === actor.arn.toLowerCase();
}
