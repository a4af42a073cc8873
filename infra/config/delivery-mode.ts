/** How events reach the function: one by one as they happen, or gathered in a queue. */
export type DeliveryMode = DirectDelivery | BufferedDelivery;

/** The rule invokes the function. An alert takes seconds, and there is one for every event. */
export interface DirectDelivery {
  readonly mode: 'direct';
  /**
   * How many copies of the function may run at once, from 1 to 9. Each of them sends one message in a second at most.
   * They are reserved, for each audience, from the concurrency of the account. A new account runs ten in all and has
   * none to reserve: there, the copies are as many as it runs.
   * @default 8
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

/** So many sessions that start in the same moment are told at once. One below the most leaves room for a repetition. */
const DIRECT_COPIES = 8;

/** The fewest that Lambda takes for a queue. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const BUFFER_READERS = 2;

/** How many copies of the function run at once at most. */
export function copiesOf(delivery: DeliveryMode): number {
  return delivery.mode === 'buffered' ? BUFFER_READERS : (delivery.reservedConcurrency ?? DIRECT_COPIES);
}

/**
 * How long each copy waits after a message, in milliseconds: so it sends one in any second. SNS suspends an email
 * subscription that is sent more than ten. The ten copies of an account that can reserve none send nine on average.
 *
 * It is the same in each mode, because events of the one still come while the other is deployed.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
export const PUBLISH_INTERVAL_MS = 1120;
