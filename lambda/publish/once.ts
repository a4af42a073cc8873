import { LOG_ENTRIES, type Log } from '../log.ts';

/** Where it is kept which events were sent. Any call may reject; the alerts go out all the same. */
export interface Ledger {
  /** Takes the right to send for a while, unless the event was sent or somebody else has that right. */
  lease(eventId: string): Promise<'leased' | 'sent' | 'held'>;
  /** Remembers that the event was sent. */
  commit(eventId: string): Promise<void>;
  /** Gives an own right back after a failure, so that the next attempt need not wait. What was sent stays so. */
  release(eventId: string): Promise<void>;
}

/** Keeps an event that is delivered twice from being sent twice. */
export interface Once {
  /** Whether to send. @throws {EventHeldError} if another invocation is sending it at this moment */
  begin(eventId: string | undefined): Promise<boolean>;
  sent(eventId: string | undefined): Promise<void>;
  failed(eventId: string | undefined): Promise<void>;
}

/** Used where deduplication is switched off: EventBridge and Lambda deliver at least once, and so do the alerts. */
export const everyTime: Once = { begin: async () => true, sent: async () => {}, failed: async () => {} };

/** Somebody else is sending this event now. Thrown, so that it comes again, in case they fail. */
export class EventHeldError extends Error {
  override readonly name = 'EventHeldError';
  readonly eventId: string;

  constructor(eventId: string) {
    super(`Event ${eventId} is being sent by another invocation. It is tried again, in case that one fails.`);
    this.eventId = eventId;
  }
}

/**
 * Lease, send, commit. A crash between sending and committing repeats an alert once the lease is over; none is lost. A
 * ledger that fails never stops an alert: it is then sent as if there were no ledger.
 */
export function createOnce(ledger: Ledger, log: Log): Once {
  const ask = async <T>(
    step: 'lease' | 'commit' | 'release',
    eventId: string | undefined,
  ): Promise<T | undefined> => {
    if (eventId === undefined) return undefined;
    try {
      return (await ledger[step](eventId)) as T;
    } catch (error) {
      log.warn({ message: LOG_ENTRIES.ledgerFailed, step, eventId, error: String(error) });
      return undefined;
    }
  };
  return {
    async begin(eventId) {
      const right = await ask<'leased' | 'sent' | 'held'>('lease', eventId);
      if (right === 'held' && eventId !== undefined) throw new EventHeldError(eventId);
      return right !== 'sent';
    },
    sent: (eventId) => ask('commit', eventId),
    failed: (eventId) => ask('release', eventId),
  };
}
