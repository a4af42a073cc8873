import { fitOneMessage } from './compose.ts';
import type { Outgoing } from './deliver.ts';
import type { SessionEvent } from './domain/session-event.ts';
import { bySeverity, type Severity } from './domain/severity.ts';

/** From this many alerts on they are sent in a digest: a digest of three is harder to read than three alerts. */
const MIN_DIGEST_ALERTS = 6;

/** Beside a digest, so many alerts of high severity still get a message of their own; the others are in the digest. */
export const MAX_SINGLE_ALERTS = 10;

/** Whether so many events may be sent in a digest. */
export function mayBeDigest(events: number): boolean {
  return events >= MIN_DIGEST_ALERTS;
}

/**
 * Splits alerts into messages, in the order in which they are to be sent: a few each alone; of more, the most urgent alone and
 * the rest in as few digests as hold them. A test comes last, so that nothing has to wait for it.
 */
export function planMessages<Item extends Outgoing>(items: readonly Item[]): readonly (readonly Item[])[] {
  const tests = items.filter(({ alert }) => alert.event.kind === 'test');
  const alerts = items.filter((item) => !tests.includes(item));
  const single = mayBeDigest(alerts.length) ? mostUrgent(alerts) : alerts;
  const together = alerts.filter((item) => !single.includes(item));
  return [...single.map((item) => [item]), ...toDigests(together), ...tests.map((item) => [item])];
}

function mostUrgent<Item extends Outgoing>(items: readonly Item[]): readonly Item[] {
  return items
    .filter(({ alert }) => alert.notice.severity === 'high')
    .sort((a, b) => byUrgency(toUrgent(a), toUrgent(b)))
    .slice(0, MAX_SINGLE_ALERTS);
}

function toUrgent({ alert }: Outgoing): Urgent {
  return { event: alert.event, severity: alert.notice.severity };
}

export interface Urgent {
  readonly event: SessionEvent;
  readonly severity: Severity;
}

/**
 * What deserves a message of its own before others do: what succeeded, then what root or an unreadable identity did, then the
 * most severe. It never depends on the order of arrival, which others can choose.
 */
export function byUrgency(a: Urgent, b: Urgent): number {
  return (
    Number(isSuccess(b)) - Number(isSuccess(a)) ||
    Number(isUnaccountable(b)) - Number(isUnaccountable(a)) ||
    bySeverity(a, b) ||
    (a.event.time ?? '').localeCompare(b.event.time ?? '')
  );
}

function isSuccess({ event }: Urgent): boolean {
  return event.outcome.kind === 'succeeded';
}

/** Nobody in particular answers for it. */
function isUnaccountable({ event }: Urgent): boolean {
  return event.actor.kind === 'root' || event.actor.kind === 'unknown';
}

/** Halves what one message cannot hold. */
function toDigests<Item extends Outgoing>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length === 0) return [];
  if (items.length === 1 || fitOneMessage(items.map(({ alert }) => alert))) return [items];
  const middle = Math.ceil(items.length / 2);
  return [...toDigests(items.slice(0, middle)), ...toDigests(items.slice(middle))];
}
