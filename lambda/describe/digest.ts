import type { Digest, Group } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import { label, type Phrase, say } from '../domain/phrase.ts';
import { bySeverity, worstOf, worstSeverity } from '../domain/severity.ts';

/**
 * Sums alerts up by who acted in which account: by everything that a heading says of them, never by an ARN alone, which
 * several people may share. Every notice stands in exactly one group.
 *
 * @param notices at least one
 */
export function toDigest(notices: readonly Notice[]): Digest {
  return {
    total: notices.length,
    ...worstOf(notices),
    outcomes: groupBy(notices, ({ outcome }) => outcome)
      .sort((a, b) => bySuccess(a[0], b[0]) || b.length - a.length)
      .map((same) => [same[0].outcome, same.length] as const),
    accounts: groupBy(notices, ({ record }) => JSON.stringify([record.account])).map(
      ([{ brief }]) => brief.account,
    ),
    groups: groupBy(notices, identityOf)
      .sort((a, b) => byNews(a, b))
      .map(toGroup),
  };
}

/** Who acted, as far as the event says, and in which account. */
function identityOf({ brief, record }: Notice): string {
  const { actor, account } = record;
  const { mfa, ...identity } = actor;
  return JSON.stringify([brief.actorInFull, identity, account]);
}

function toGroup(notices: readonly [Notice, ...Notice[]]): Group {
  const { brief, record } = notices[0];
  const [succeeded, refused] = [notices.filter(isSuccess), notices.filter((notice) => !isSuccess(notice))];
  return {
    actor: brief.actor,
    actorInFull: brief.actorInFull,
    account: accountInFull(brief.account, record),
    succeeded: bySession(succeeded),
    refused: [...refused].sort(byTime),
  };
}

function accountInFull(inBrief: Phrase, { accountName, account }: Notice['record']): Phrase {
  return accountName === undefined || account === undefined ? inBrief : say`${inBrief} (${label(account)})`;
}

/** The events of a session stay together, in order; the session whose worst event is most severe comes first. */
function bySession(notices: readonly Notice[]): readonly Notice[] {
  const unnamed = Symbol('no session');
  return groupBy(notices, ({ record }) => record.session?.id ?? unnamed)
    .map((session) => session.sort(byTime))
    .sort((a, b) => byWorst(a, b) || byTime(a[0], b[0]))
    .flat();
}

/** The order in which the calls of a session are made: the clock of CloudTrail counts whole seconds. */
const KINDS: readonly string[] = ['started', 'resumed', 'ended'];

function byTime(a: Notice, b: Notice): number {
  const inTime = (a.record.time ?? '').localeCompare(b.record.time ?? '');
  return inTime || KINDS.indexOf(a.record.kind) - KINDS.indexOf(b.record.kind);
}

function byNews(a: readonly Notice[], b: readonly Notice[]): number {
  const [successesOfA, successesOfB] = [a.filter(isSuccess).length, b.filter(isSuccess).length];
  return Math.sign(successesOfB) - Math.sign(successesOfA) || byWorst(a, b) || b.length - a.length;
}

function byWorst(a: readonly Notice[], b: readonly Notice[]): number {
  return bySeverity({ severity: worstSeverity(a) }, { severity: worstSeverity(b) });
}

function bySuccess(a: Notice, b: Notice): number {
  return Number(isSuccess(b)) - Number(isSuccess(a));
}

function isSuccess({ record }: Notice): boolean {
  return record.outcome.kind === 'succeeded';
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | symbol): [T, ...T[]][] {
  const groups = new Map<string | symbol, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
