import type { Notice, OutcomeWord } from '../domain/notice.ts';
import type { Phrase } from '../domain/phrase.ts';
import { bySeverity, type Severity, worstSeverity } from '../domain/severity.ts';

/** Several alerts told in one message: counts first, then a group for each actor and account, the worst first. */
export interface Digest {
  readonly total: number;
  readonly severity: Severity;
  /** How many of each outcome, the most frequent first. */
  readonly outcomes: readonly (readonly [OutcomeWord, number])[];
  readonly groups: readonly Group[];
}

export interface Group {
  readonly actor: Phrase;
  readonly actorInFull: Phrase;
  readonly account: Phrase;
  readonly severity: Severity;
  /** Never empty; the worst first, then by time. */
  readonly notices: readonly Notice[];
}

/** Every notice stands in exactly one group. @param notices at least one */
export function toDigest(notices: readonly Notice[]): Digest {
  const groups = groupBy(notices, ({ record }) =>
    JSON.stringify([record.actor.kind, record.actor.arn ?? record.actor.name, record.account]),
  ).map(toGroup);
  return {
    total: notices.length,
    severity: worstSeverity(notices),
    outcomes: groupBy(notices, ({ outcome }) => outcome)
      .map((same) => [same[0].outcome, same.length] as const)
      .sort((a, b) => b[1] - a[1]),
    groups: groups.sort((a, b) => bySeverity(a, b) || b.notices.length - a.notices.length),
  };
}

function toGroup(notices: readonly [Notice, ...Notice[]]): Group {
  const { actor, actorInFull, account } = notices[0].brief;
  const byTime = (a: Notice, b: Notice) => (a.record.time ?? '').localeCompare(b.record.time ?? '');
  const sorted = [...notices].sort((a, b) => bySeverity(a, b) || byTime(a, b));
  return { actor, actorInFull, account, severity: worstSeverity(notices), notices: sorted };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
