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

/** Names of accounts that are longer tell enough by their ends: a phone lists 40 characters of a subject. */
const MAX_ACCOUNT_SIZE = 24;

/** `in prod`, `in 3 accounts` */
export function inAccounts({ accounts }: Digest, reader: Reader): string {
  const [account = [], ...others] = accounts;
  const place =
    others.length === 0 ? write(account, reader, MAX_ACCOUNT_SIZE) : `${accounts.length} accounts`;
  return `in ${place}`;
}

/** `30 STARTED, 1 STARTED (corrected), 4 DENIED` */
export function outcomeCounts(outcomes: Digest['outcomes']): string {
  // The comma of a correction would read as one between two counts.
  return outcomes
    .map(([outcome, count]) => `${count} ${outcome.replace(', corrected', ' (corrected)')}`)
    .join(', ');
}

/**
 * The digest in one line: `in prod (high: root) by mallory and 3 more actors: 30 STARTED, 4 DENIED`, behind its lead. The actor is one
 * whose call succeeded, if there is one. The name is cut before the accounts give way, and those before
 * the counts, which say that there were others.
 *
 * @param limit the room there is, in the unit of the reader's size
 */
export function digestSummary(digest: Digest, lead: string, reader: Reader, limit: number): string {
  const { size } = reader;
  const [actor = [], ...others] = digest.groups.map((group) => group.actor);
  const actorNeeds = size(write(actor, reader));
  const more = others.length === 0 ? '' : ` and ${others.length} more actor${others.length === 1 ? '' : 's'}`;
  const by = `${severityMark(digest)}by `;
  const [anywhere, start] = [`${lead}${by}`, `${lead}${inAccounts(digest, reader)} ${by}`];
  const between = (beginning: string, tail: string) => {
    const room = limit - size(beginning) - size(tail);
    const isEnough = room >= Math.min(actorNeeds, MIN_ACTOR_CHARACTERS);
    return isEnough ? `${beginning}${writeName(actor, reader, room)}${tail}` : undefined;
  };
  const counts = `${more}: ${outcomeCounts(digest.outcomes)}`;
  return (
    between(start, counts) ??
    between(anywhere, counts) ??
    between(start, more) ??
    `${anywhere}${writeName(actor, reader, limit - size(anywhere))}`
  );
}
