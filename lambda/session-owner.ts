import type { SessionEvent } from './session-event.ts';

/** Who started the session: as Session Manager knows, else as the session's id says. */
export function ownerOf({ session, lookedUp }: SessionEvent): string | undefined {
  return lookedUp?.session?.owner ?? session?.value.starter;
}

/** Whether the session is the actor's own, going by names. Undefined where that cannot be told. */
export function isOwnSession(event: SessionEvent): boolean | undefined {
  const { actor } = event;
  const starter = ownerOf(event);
  if (starter === undefined || actor.sessionName === undefined) return undefined;
  return starter.toLowerCase() === actor.sessionName.toLowerCase();
}
