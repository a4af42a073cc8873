import { name, type Phrase, say } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { ownerOf } from './session-owner.ts';

/** Who started the session, with the role that makes one name differ from another. */
export function ownerName(event: SessionEvent): Phrase | undefined {
  const owner = ownerOf(event);
  const role = event.lookedUp?.session?.ownerRole;
  if (owner === undefined) return undefined;
  return role === undefined ? [name(owner)] : say`${name(owner)} of role ${name(role)}`;
}
