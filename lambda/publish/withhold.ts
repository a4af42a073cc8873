import { actingName } from '../domain/acting-name.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { isBelow, type Severity } from '../domain/severity.ts';
import { hasUnconfirmedSession } from '../domain/unconfirmed-session.ts';
import { wildcard } from '../domain/wildcard.ts';
import type { Settings } from '../settings.ts';

/** Why an audience does not get an alert, for the log. */
export interface Withheld {
  readonly by: 'minimumSeverity' | 'ignoreActors';
  readonly reason: string;
}

/**
 * Says why an audience does not get an alert, if it does not. It decides what EventBridge cannot: by severity, and by an
 * actor however the identity is written. Whoever assumes a role chooses the name of its session, and could choose one that
 * is ignored, so an event of high severity is never withheld for its actor. What a failed look-up left unconfirmed is withheld
 * from nobody, and a test reaches everybody.
 */
export function withhold(
  event: SessionEvent,
  severity: Severity,
  { minimumSeverity, ignoreActors }: Settings,
): Withheld | undefined {
  if (event.kind === 'test' || hasUnconfirmedSession(event)) return undefined;
  const name = actingName(event.actor);
  // Case does not count: IAM has no two users whose names differ by it alone.
  const ignored = ignoreActors.find(
    ({ actor: pattern }) => name !== undefined && wildcard(pattern, 'i').test(name),
  );
  if (ignored !== undefined && severity !== 'high')
    return { by: 'ignoreActors', reason: `${ignored.actor}: ${ignored.because}` };
  if (!isBelow(severity, minimumSeverity)) return undefined;
  return { by: 'minimumSeverity', reason: `${severity} is below ${minimumSeverity}` };
}
