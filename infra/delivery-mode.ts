/** How events reach the function: one by one as they happen, or gathered in a queue. */
export type DeliveryMode = DirectDelivery | BufferedDelivery;

/** The rule invokes the function. An alert takes seconds, and there is one for every event. */
export interface DirectDelivery {
  readonly mode: 'direct';
  /**
   * How many copies of the function may run at once, from 1 to 9: each of them waits after a message, so that all
   * together send fewer than ten in a second. They are reserved, for each audience, from the concurrency of the account.
   * Where that has none to spare, as in a new account, the copies are as many as it runs, and wait longer.
   * @default 4
   */
  readonly reservedConcurrency?: number;
}

/** A queue lies in between. What gathers there within the window is told at once: a handful one by one, more as a digest. */
export interface BufferedDelivery {
  readonly mode: 'buffered';
  /** How long events gather, from 1 to 300 seconds. An alert may be late by so much. */
  readonly windowSeconds: number;
}

export const DIRECT: DirectDelivery = { mode: 'direct' };

/** So many sessions that start in the same moment are told at once; after that, each copy waits for half a second. */
const DIRECT_COPIES = 4;

/** The fewest that Lambda takes for a queue. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const BUFFER_READERS = 2;

/** How many copies of the function run at once at most. */
export function copiesOf(delivery: DeliveryMode): number {
  return delivery.mode === 'buffered' ? BUFFER_READERS : (delivery.reservedConcurrency ?? DIRECT_COPIES);
}
