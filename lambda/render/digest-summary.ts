import type { Digest } from '../domain/digest.ts';
import { severityMark } from '../domain/severity.ts';
import { writeName } from './one-line.ts';
import { type Reader, write } from './write.ts';

/** How much of an actor's name has to be left, in characters, before the counts behind it give way. */
const MIN_ACTOR_CHARACTERS = 12;

/** `37 EVENTS` */
export function eventCount({ total }: Digest): string {
  return total === 1 ? '1 EVENT' : `${total} EVENTS`;
}

/** `30 STARTED, 4 DENIED` */
export function outcomeCounts(outcomes: Digest['outcomes']): string {
  return outcomes.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

/**
 * The digest in one line: `(high: root) mallory and 3 more actors: 30 STARTED, 4 DENIED`, behind its lead. The actor is one
 * whose call succeeded, if there is one. The name is cut before the counts are: they say that there were others.
 *
 * @param limit the room there is, in the unit of the reader's size
 */
export function digestSummary(digest: Digest, lead: string, reader: Reader, limit: number): string {
  const { size } = reader;
  const [actor = [], ...others] = digest.groups.map((group) => group.actor);
  const actorNeeds = size(write(actor, reader));
  const more = others.length === 0 ? '' : ` and ${others.length} more actor${others.length === 1 ? '' : 's'}`;
  const start = `${lead}${severityMark(digest)}`;
  const withTail = (tail: string) => {
    const room = limit - size(start) - size(tail);
    const isEnough = room >= Math.min(actorNeeds, MIN_ACTOR_CHARACTERS);
    return isEnough ? `${start}${writeName(actor, reader, room)}${tail}` : undefined;
  };
  return (
    withTail(`${more}: ${outcomeCounts(digest.outcomes)}`) ??
    withTail(more) ??
    `${start}${writeName(actor, reader, limit - size(start))}`
  );
}
