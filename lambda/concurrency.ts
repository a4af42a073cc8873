import * as v from 'valibot';

/** How many copies of the function may run at once, as far as the deployment could see to it. */
export interface Concurrency {
  /** As many as are meant to. */
  readonly copies: number;
  /**
   * Where nothing but a reservation holds the copies down: what the reservations of the whole stack take, and what the
   * account had before them for functions without one.
   */
  readonly account?: { readonly reservations: number; readonly unreserved: number } | undefined;
}

/**
 * SNS suspends an email subscription that receives more than ten messages in a second.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sns.html
 */
const MOST_MESSAGES_A_SECOND = 9;

/** By so much a timer may be early, in milliseconds. */
const TOLERANCE_MS = 10;

/** What Lambda keeps back from reservations. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const KEPT_UNRESERVED = 100;

/** CloudFormation fills numbers in as texts. */
const wholeNumber = v.pipe(
  v.unknown(),
  v.transform(Number),
  v.check((value) => Number.isInteger(value) && value > 0, 'is not a whole number from 1 on'),
);

/** As it stands in the function's environment. */
export const Concurrency = v.object({
  copies: wholeNumber,
  account: v.optional(v.object({ reservations: wholeNumber, unreserved: wholeNumber })),
});

/** How many copies have to be reckoned with: the whole account's, where it has none to spare for a reservation. */
export function mostCopies({ copies, account }: Concurrency): number {
  const reserved = account === undefined || account.unreserved - account.reservations >= KEPT_UNRESERVED;
  return reserved ? copies : account.unreserved;
}

/**
 * How long each copy waits after a message, in milliseconds, so that all together send fewer than ten in any second.
 * More than nine copies, of which an account with nothing to spare may run some, can still send one each at the same
 * moment; from then on they keep to that rate.
 */
export function publishIntervalMs(concurrency: Concurrency): number {
  const copies = mostCopies(concurrency);
  const each = Math.floor(MOST_MESSAGES_A_SECOND / copies);
  return each > 0
    ? Math.ceil(1000 / each) + TOLERANCE_MS
    : Math.ceil((copies * 1000) / MOST_MESSAGES_A_SECOND);
}
