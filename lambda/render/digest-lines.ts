import type { Digest, Group } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { severityMark, worstOf } from '../domain/severity.ts';
import { outcomeCounts } from './digest-summary.ts';
import { type Reader, withValuesOf, write } from './write.ts';

/** How long a value in a line may be, the id of a session apart. */
const MAX_VALUE_CHARACTERS = 80;
/**
 * Session Manager's own ids have at most 96 characters.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
const MAX_SESSION_ID_CHARACTERS = 128;
/** Room for several values, and for the characters that make them safe. */
const MAX_IDENTITY_CHARACTERS = 300;
/** The targets of refused calls that a line names. */
const MAX_TARGETS = 3;

export interface DigestText {
  readonly lines: readonly string[];
  /** How many events there was no room for. */
  readonly omitted: number;
}

/** Lines that stand or fall together, and the events that they stand for. */
interface Block {
  readonly lines: readonly string[];
  readonly events: number;
}

/**
 * Counts first; then for each identity a heading and a line for each call that succeeded; at last what was denied or failed,
 * in one line for each identity, so that it cannot crowd out the rest. As much as fits, and an exact count of the events that
 * did not.
 *
 * @param limit the room there is, in the unit of `size`
 */
export function digestLines(
  digest: Digest,
  reader: Reader,
  limit: number,
  size: (text: string) => number,
): DigestText {
  const total = digest.total === 1 ? '1 session event' : `${digest.total} session events`;
  const lines = [`${total}: ${outcomeCounts(digest.outcomes)}.`];
  const closing = (left: number) => ['', `and ${left} more, which CloudTrail has.`];
  const room = limit - size(closing(digest.total).join('\n'));
  let length = size(lines.join());
  let listed = 0;
  for (const block of toBlocks(digest, reader)) {
    length += size(`${block.lines.join('\n')}\n`);
    const omitted = digest.total - listed;
    if (length > room) return { lines: [...lines, ...closing(omitted)], omitted };
    lines.push(...block.lines);
    listed += block.events;
  }
  return { lines, omitted: 0 };
}

function* toBlocks({ groups }: Digest, reader: Reader): Generator<Block> {
  const identities = toIdentities(groups, reader);
  for (const [index, { succeeded }] of groups.entries()) {
    for (const [position, notice] of succeeded.entries()) {
      const heading = `By ${identities[index]}: ${succeeded.length} ${severityMark(worstOf(succeeded))}`;
      const line = eventLine(notice, reader);
      yield { lines: position === 0 ? ['', heading.trimEnd(), line] : [line], events: 1 };
    }
  }
  const withRefusals = [...groups.entries()].filter(([, { refused }]) => refused.length > 0);
  for (const [position, [index, { refused }]] of withRefusals.entries()) {
    const line = `${identities[index]}: ${refusalLine(refused, reader)}`;
    yield { lines: position === 0 ? ['', 'Denied or failed:', line] : [line], events: refused.length };
  }
}

/** What each group is called. Two identities may come to read alike: then they are told apart by a number. */
function toIdentities(groups: readonly Group[], reader: Reader): readonly string[] {
  const seen = new Map<string, number>();
  return groups.map(({ actorInFull, account }) => {
    const place = briefly(account, reader);
    const text = `${briefly(actorInFull, reader, MAX_VALUE_CHARACTERS, MAX_IDENTITY_CHARACTERS)} in ${place}`;
    const number = (seen.get(text) ?? 0) + 1;
    seen.set(text, number);
    return number === 1 ? text : `${text}, another identity (${number})`;
  });
}

/** What, where, when, from where and which session; who stands in the heading. */
function eventLine(notice: Notice, reader: Reader): string {
  const { brief } = notice;
  const text = (phrase: Phrase, before = '', limit = MAX_VALUE_CHARACTERS) => {
    const written = briefly(phrase, reader, limit);
    return written === '' ? '' : `${before}${written}`;
  };
  const where = `${text(brief.target)}${text(brief.region, ', ')}`;
  const which = text(brief.session, ', ', MAX_SESSION_ID_CHARACTERS);
  const activity = text(brief.activity);
  const what = `${notice.outcome} ${severityMark(notice)}${activity}${activity && ' on '}`;
  return `${what}${where}${text(brief.moment, ', ')}${text(brief.origin, ', from ')}${which}`;
}

/** `3 DENIED, i-0d4f6b8a2c1e35790, 6 Jun 04:54:49Z to 6 Jun 04:55:10Z, from 203.0.113.9` */
function refusalLine(refused: readonly Notice[], reader: Reader): string {
  const distinct = (phraseOf: (notice: Notice) => Phrase) =>
    [...new Set(refused.map((notice) => briefly(phraseOf(notice), reader)))].filter((text) => text !== '');
  const targets = distinct(({ brief }) => brief.target);
  const moments = distinct(({ brief }) => brief.moment);
  const [origin, ...otherOrigins] = distinct(({ brief }) => brief.origin);
  const outcomes = [...new Set(refused.map(({ outcome }) => outcome))].map(
    (outcome) => [outcome, refused.filter((notice) => notice.outcome === outcome).length] as const,
  );
  const more = targets.length - MAX_TARGETS;
  return [
    `${outcomeCounts(outcomes)} ${severityMark(worstOf(refused))}`.trimEnd(),
    ...targets.slice(0, MAX_TARGETS),
    more > 0 ? `${more} more targets` : '',
    moments.length > 1 ? `${moments[0]} to ${moments.at(-1)}` : (moments[0] ?? ''),
    origin !== undefined && otherOrigins.length === 0 ? `from ${origin}` : '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** @param limit for each value; the whole may take half as much again */
function briefly(phrase: Phrase, reader: Reader, limit = MAX_VALUE_CHARACTERS, whole = 1.5 * limit): string {
  return write(phrase, withValuesOf(limit, reader), whole);
}
