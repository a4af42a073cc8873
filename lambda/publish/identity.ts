import { createHash } from 'node:crypto';
import type { SessionEvent } from '../domain/session-event.ts';

/**
 * What makes two deliveries the same event: their id *and* their content. An id alone proves nothing, because whoever may
 * put events on a bus chooses the ids of theirs. How an event came here does not matter. Tests have a space of their own.
 *
 * @param event as it was parsed, before anything was looked up
 * @returns `<space>/<id>/<SHA-256 of the content>`, at most 150 characters; undefined for an event without an id, which is
 *   never the same as another
 */
export function identityOf(event: SessionEvent): string | undefined {
  const { eventId, arrival, ...content } = event;
  if (eventId === undefined) return undefined;
  const digest = createHash('sha256')
    .update(JSON.stringify([eventId, content]))
    .digest('hex');
  return `${event.kind === 'test' ? 'test' : 'event'}/${eventId.slice(0, MAX_ID_CHARACTERS)}/${digest}`;
}

/** CloudTrail's ids have 36 characters. It stands in the identity only for whoever reads the ledger. */
const MAX_ID_CHARACTERS = 64;
