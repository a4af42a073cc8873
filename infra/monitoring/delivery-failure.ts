import { Duration } from 'aws-cdk-lib';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** A way in which an alert can be late or lost. */
export interface DeliveryFailure {
  readonly metric: IMetric;
  /**
   * From which value on it happens.
   * @default 1
   */
  readonly threshold?: number;
  /** What happened and what to do next, for a person who reads nothing else. */
  readonly description: string;
}

export const SEND_AGAIN =
  'send it again: npm run replay -- --queue URL --function NAME (both are outputs of the stack).';

export const period = Duration.minutes(1);
export const SUM = { period, statistic: Stats.SUM };
export const MAXIMUM = { period, statistic: Stats.MAXIMUM };

/** How long an event may wait: time to be sent and, once, to come back after a crash; the windows of a buffer come on top. */
export const MAX_WAIT = Duration.minutes(10);
