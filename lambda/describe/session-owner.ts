import type { SessionEvent } from '../domain/session-event.ts';

/** The name of whoever started the session: as Session Manager knows, else as the session's id says. */
export function ownerOf({ session, lookedUp }: SessionEvent): string | undefined {
  return lookedUp?.session?.owner ?? session?.value.starter;
}

/**
 * Whether the session is the actor's own: by their ARNs, where Session Manager was asked, else by names. Undefined where
 * that cannot be told.
 */
export function isOwnSession(event: SessionEvent): boolean | undefined {
  const { actor } = event;
  const known = isKnownToBeOwn(event);
  const starter = ownerOf(event);
  if (known !== undefined || starter === undefined || actor.sessionName === undefined) return known;
  return starter.toLowerCase() === actor.sessionName.toLowerCase();
}

/** The same, where it is more than the likeness of two names: whoever assumes a role chooses the name of its session. */
export function isKnownToBeOwn({ actor, lookedUp }: SessionEvent): boolean | undefined {
  const ownerArn = lookedUp?.session?.ownerArn;
  if (ownerArn === undefined || actor.arn === undefined) return undefined;
  return ownerArn.toLowerCase() === actor.arn.toLowerCase();
}
