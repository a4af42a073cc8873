import type { LookupFailure, SessionEvent } from '../domain/session-event.ts';
import { LOG_ENTRIES, type Log } from '../log.ts';
import type { LookUps } from './look-ups.ts';

/** Adds what AWS can tell about the event. It always resolves, to an event that says the same and perhaps more. */
export type Enrich = (event: SessionEvent) => Promise<SessionEvent>;

/** Used where look-ups are switched off. */
export const noLookUps: Enrich = async (event) => event;

/**
 * Looks up the session of a call that names nothing else, then its target, all within one budget of time. Whatever
 * fails, the event goes on and says what is unknown and why. What the event itself says is never changed.
 *
 * @param budgetMs for all look-ups of one event together
 * @param log gets a line for each look-up that failed
 */
export function createEnrich(lookUps: LookUps, budgetMs: number, log: Log): Enrich {
  return async (event) => {
    if (event.kind === 'unrecognised' || event.kind === 'test') return event;
    const { session, kind, eventId } = event;
    const failures: LookupFailure[] = [];
    const budget = startBudget(budgetMs);
    const ask = async <T>(what: LookupFailure['what'], question: (signal: AbortSignal) => Promise<T>) => {
      try {
        return await budget.keep(question);
      } catch (error) {
        const reason = toReason(error);
        failures.push({ what, reason });
        log.warn({ message: LOG_ENTRIES.lookUpFailed, what, reason, eventId, error: String(error) });
        return undefined;
      }
    };
    const found =
      session && kind !== 'started'
        ? await ask('session', (signal) => lookUps.session(session.value, event, signal))
        : undefined;
    const target = event.target ?? found?.target;
    const details = target && (await ask('target', (signal) => lookUps.target(target.value, event, signal)));
    budget.end();
    const lookedUp = { session: found?.details, target: details, failures };
    return { ...event, target, document: event.document ?? found?.document, lookedUp };
  };
}

/** Time that several questions share. When it is over, every answer that is still out counts as failed. */
function startBudget(ms: number) {
  const controller = new AbortController();
  const { signal } = controller;
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // It may be over while nobody asks.
  over.catch(() => {});
  const timer = setTimeout(() => controller.abort(new BudgetSpent(ms)), ms);
  return {
    keep: <T>(question: (signal: AbortSignal) => Promise<T>) => Promise.race([over, question(signal)]),
    end: () => clearTimeout(timer),
  };
}

class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor(ms: number) {
    super(`No answer within ${ms} ms`);
  }
}

/** Ends a sentence that begins "the look-up". */
function toReason(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  if (/BudgetSpent|Abort|Timeout/i.test(name)) return 'timed out';
  if (/AccessDenied|NotAuthorized|Unauthorized/i.test(name)) return 'was not permitted';
  if (/Thrott|TooManyRequests|RequestLimit/i.test(name)) return 'was throttled';
  return 'failed';
}
