import * as v from 'valibot';
import { choice, group, isGroup, wholeNumber } from './shapes.ts';

/** How events reach the function: one by one as they happen, or gathered in a queue. */
export type DeliveryMode = DirectDelivery | BufferedDelivery;

/** The rule invokes the function. An alert takes seconds, and there is one for every event. */
export interface DirectDelivery {
  readonly mode: 'direct';
  /**
   * How many instances of the function may run at once, from 2 to 9: a reservation stays with the function, and a buffer
   * needs two. Each of them sends one message in a second at most.
   * They are reserved, for each audience, from the concurrency of the account. A new account runs ten instances in all
   * and has none to reserve: there, as many run as the account allows.
   * @default 8
   */
  readonly reservedConcurrency?: number;
  /**
   * Keeps the buffer of the buffered delivery that there was before, and what reads and watches it, until it is empty. Leave
   * buffered delivery in two deployments: the first with this, and the second without, once the buffer holds nothing more.
   * @default false
   */
  readonly drainBuffer?: boolean;
}

/** A queue lies in between. What gathers there within the window is sent at once: a few events one by one, more as a digest. */
export interface BufferedDelivery {
  readonly mode: 'buffered';
  /** How long events gather, from 1 to 300 seconds. An alert may be late by so much. */
  readonly windowSeconds: number;
}

export const DIRECT: DirectDelivery = { mode: 'direct' };

/** Eight sessions that start in the same moment are sent at once. One below the maximum leaves room for a repetition. */
const DEFAULT_RESERVED_CONCURRENCY = 8;

/** The fewest that Lambda takes for a queue. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const BUFFER_CONCURRENCY = 2;

/** Whether there is a buffer: one that the rule fills, or one that is only read until it is empty. */
export function hasBuffer(delivery: DeliveryMode): boolean {
  return delivery.mode === 'buffered' || delivery.drainBuffer === true;
}

/** Returns for how long events gather, in seconds: as briefly as can be in a buffer that is only read until it is empty. */
export function windowSeconds(delivery: DeliveryMode): number {
  return delivery.mode === 'buffered' ? delivery.windowSeconds : 1;
}

/** How many instances of the function run at once at most. */
export function maxConcurrency(delivery: DeliveryMode): number {
  return delivery.mode === 'buffered'
    ? BUFFER_CONCURRENCY
    : (delivery.reservedConcurrency ?? DEFAULT_RESERVED_CONCURRENCY);
}

/**
 * How long each instance waits after a message, in milliseconds: so it sends one in any second. SNS suspends an email
 * subscription that is sent more than ten. The ten instances of an account that can reserve none send nine on average.
 *
 * It is the same in each mode, because events of the one still come while the other is deployed.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
export const PUBLISH_INTERVAL_MS = 1120;

const reservedConcurrency = wholeNumber('is not a number of instances from 2 to 9', { from: 2, to: 9 });

const window = wholeNumber('is not a number of seconds from 1 to 300', { from: 1, to: 300 });

const DELIVERY_MODES = ['direct', 'buffered'] as const satisfies readonly DeliveryMode['mode'][];

const directDelivery = group({
  mode: v.literal('direct'),
  reservedConcurrency: v.exactOptional(reservedConcurrency),
  drainBuffer: v.exactOptional(v.boolean('is neither true nor false')),
});

const bufferedDelivery = group({ mode: v.literal('buffered'), windowSeconds: window });

/** Says what is wrong with the mode. */
const unknownDelivery = v.looseObject(
  { mode: choice('a way of delivery', DELIVERY_MODES) },
  'is not a group of settings',
);

export const delivery = v.lazy((value) => {
  if (isGroup(value) && value.mode === 'direct') return directDelivery;
  return isGroup(value) && value.mode === 'buffered' ? bufferedDelivery : unknownDelivery;
}) as v.GenericSchema<DeliveryMode>;
