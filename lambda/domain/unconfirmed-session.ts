import type { SessionEvent } from './session-event.ts';

/**
 * Whether Session Manager did not answer what it was asked about the session. Then nothing may hold the alert back: what was not
 * learnt could have been the reason to send it.
 */
export function hasUnconfirmedSession({ lookedUp }: SessionEvent): boolean {
  return lookedUp?.failures.some(({ what }) => what === 'session') ?? false;
}
