import { LOG_ENTRIES, type Log } from '../log.ts';

/** Where it is kept which events were sent. Any call may reject; the alerts go out all the same. */
export interface Ledger {
  /** Takes the right to send for a while, unless the event was sent or somebody else has that right. */
  lease(id: string): Promise<'leased' | 'sent' | 'held'>;
  /** Remembers that the event was sent. */
  commit(id: string): Promise<void>;
  /** Gives an own right back after a failure, so that the next attempt need not wait. What was sent stays so. */
  release(id: string): Promise<void>;
}

/** Something that is to be sent once. The same id is the same thing; without an id it is sent every time. */
export interface Sendable {
  readonly id: string | undefined;
}

/** What became of each item. */
export interface SendResult<Item> {
  readonly sent: readonly Item[];
  /** Of the message in which they were sent; undefined if there was nothing left to send. */
  readonly messageId: string | undefined;
  readonly sentBefore: readonly Item[];
  /** Another invocation is sending these at this moment. They should be tried again, in case that one fails. */
  readonly held: readonly Item[];
}

/**
 * Wraps the sending of one message, so that it holds only what was not sent before.
 *
 * @param items what the message would hold
 * @param send sends a message of those that are left, and answers with its id. What it throws is thrown on
 */
export type Once = <Item extends Sendable>(
  items: readonly Item[],
  send: (unsent: readonly Item[]) => Promise<string>,
) => Promise<SendResult<Item>>;

/** Used where deduplication is switched off: EventBridge and Lambda deliver at least once, and so do the alerts. */
export const everyTime: Once = async (items, send) => ({
  sent: items,
  messageId: await send(items),
  sentBefore: [],
  held: [],
});

/**
 * Lease, send, commit. A crash between sending and committing repeats an alert once the lease is over; none is lost. A
 * ledger that fails never stops an alert: it is then sent as if there were no ledger.
 *
 * @param log gets a line for each call to the ledger that failed
 */
export function createOnce(ledger: Ledger, log: Log): Once {
  const ask = async (step: keyof Ledger, id: string | undefined) => {
    if (id === undefined) return undefined;
    try {
      return await ledger[step](id);
    } catch (error) {
      log.warn({ message: LOG_ENTRIES.ledgerFailed, step, id, error: String(error) });
      return undefined;
    }
  };
  return async (items, send) => {
    // All at once: a table that does not answer must not take a second for each of them.
    const leases = await Promise.all(
      items.map(async (item) => ({ item, state: await ask('lease', item.id) })),
    );
    const inState = (state: string) =>
      leases.filter((lease) => lease.state === state).map(({ item }) => item);
    const [sentBefore, held] = [inState('sent'), inState('held')];
    const unsent = items.filter((item) => !sentBefore.includes(item) && !held.includes(item));
    if (unsent.length === 0) return { sent: [], messageId: undefined, sentBefore, held };
    const settle = (step: keyof Ledger) => Promise.all(unsent.map(({ id }) => ask(step, id)));
    try {
      const messageId = await send(unsent);
      await settle('commit');
      return { sent: unsent, messageId, sentBefore, held };
    } catch (error) {
      await settle('release');
      throw error;
    }
  };
}
