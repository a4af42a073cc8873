import type { Digest, Group } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { bySeverity, worstSeverity } from '../domain/severity.ts';

/**
 * Sums alerts up by who acted in which account. Every notice stands in exactly one group.
 *
 * @param notices at least one
 */
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
