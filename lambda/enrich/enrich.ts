import { isDenial } from '../domain/denial.ts';
import type { LookupFailure, SessionEvent } from '../domain/session-event.ts';
import { LOG_ENTRIES, type Log } from '../log.ts';
import type { LookUps } from './look-ups.ts';

/**
 * Adds what AWS knows about the event. It never rejects: if nothing can be added, it resolves to the event as it
 * was.
 */
export type Enrich = (event: SessionEvent) => Promise<SessionEvent>;

/** Adds nothing, where look-ups are switched off. */
export const noLookUps: Enrich = async (event) => event;

/**
 * Looks up the session of a call that names nothing else, then its target, all within one budget of time. Whatever
 * fails, the event goes on and says what is unknown and why. What the event itself says is never changed.
 *
 * @param budgetMs milliseconds for all look-ups of one event together
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

/** A time that several questions share. When it is over, every question without an answer has failed. */
function startBudget(ms: number) {
  const controller = new AbortController();
  const { signal } = controller;
  const over = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // Without a handler, a budget that ends while nothing is asked would end the process.
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

/** Why a look-up failed, to follow the words `the look-up`. */
function toReason(error: unknown): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
  if (/BudgetSpent|Abort|Timeout/i.test(name)) return 'timed out';
  if (isDenial(name, undefined)) return 'was not permitted';
  if (/Thrott|TooManyRequests|RequestLimit/i.test(name)) return 'was throttled';
  return 'failed';
}
