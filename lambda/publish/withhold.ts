import { SEVERITIES } from '../describe/judge.ts';
import type { Severity } from '../domain/notice.ts';
import type { Actor } from '../domain/session-event.ts';
import { wildcard } from '../domain/wildcard.ts';
import type { Settings } from '../settings.ts';

/** Why an audience does not get an alert, for the log. */
export interface Withheld {
  readonly by: 'minimumSeverity' | 'ignoreActors';
  readonly reason: string;
}

/**
 * Decides what EventBridge cannot: by severity, and by an actor however the identity is written. Whoever assumes a role
 * chooses the name of its session, and could choose one that is ignored: what is of high severity is never withheld for it.
 */
export function withholds(
  actor: Actor,
  severity: Severity,
  { minimumSeverity, ignoreActors }: Settings,
): Withheld | undefined {
  const names = namesOf(actor);
  // Case does not count: IAM has no two users whose names differ by it alone.
  const ignored = ignoreActors.find(({ actor: pattern }) =>
    names.some((name) => wildcard(pattern, 'i').test(name)),
  );
  if (ignored !== undefined && severity !== 'high')
    return { by: 'ignoreActors', reason: `${ignored.actor}: ${ignored.because}` };
  if (SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minimumSeverity)) return undefined;
  return { by: 'minimumSeverity', reason: `${severity} is below ${minimumSeverity}` };
}

/**
 * The names of an actor: of an IAM user, a role session and a user of Identity Center alike. Where a role session
 * carries the person it began with, that person is the one who acts, and the session's own name does not count.
 */
function namesOf(actor: Actor): string[] {
  if (actor.kind === 'root') return ['root'];
  if (actor.kind === 'role-session') return [actor.sourceIdentity ?? actor.name];
  return 'name' in actor ? [actor.name] : [];
}
