/** How events reach the function: one by one as they happen, or gathered in a queue. */
export type DeliveryMode = DirectDelivery | BufferedDelivery;

/** The rule invokes the function. An alert takes seconds, and there is one for every event. */
export interface DirectDelivery {
  readonly mode: 'direct';
  /**
   * How many copies of the function may run at once, from 1 to 10. Together they then publish fewer than ten messages a
   * second. It is taken from the concurrency of the account: where that is 10, as in a new account, the deployment fails.
   * @default - as many as the account allows, so that nothing bounds how fast alerts are published
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

/** The fewest that Lambda takes for a queue. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const BUFFER_READERS = 2;

/**
 * SNS suspends an email subscription that receives more than ten messages a second; the tenth is left for what the
 * clocks of several copies do not agree on.
 */
const MESSAGES_PER_SECOND = 9;

/** How long each copy of the function waits after a message, in milliseconds. Undefined: nothing bounds the copies. */
export function publishIntervalMs(delivery: DeliveryMode): number | undefined {
  // 2 readers, 4 messages a second each.
  if (delivery.mode === 'buffered') return 250;
  const { reservedConcurrency } = delivery;
  return reservedConcurrency && Math.ceil((reservedConcurrency * 1000) / MESSAGES_PER_SECOND);
}
