import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetSMSAttributesCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../clients.ts';
import { ok, type Verdict, wrong } from '../verdicts.ts';

/** The share of the limit from which on there is reason, and still time, to have it raised. */
const NEARLY_SPENT = 0.8;

const SECONDS_A_DAY = 24 * 60 * 60;

/**
 * SNS sends no text message that would cost more than what is left for the month, and says so to nobody.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html
 */
export async function lookAtSpending({ sns, cloudWatch, call }: Clients): Promise<readonly Verdict[]> {
  const now = new Date();
  const [{ attributes = {} }, { Datapoints = [] }] = await Promise.all([
    call(
      'sns:GetSMSAttributes',
      sns.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
    ),
    call(
      'cloudwatch:GetMetricStatistics',
      cloudWatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'AWS/SNS',
          MetricName: 'SMSMonthToDateSpentUSD',
          StartTime: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())),
          EndTime: now,
          Period: SECONDS_A_DAY,
          Statistics: ['Maximum'],
        }),
      ),
    ),
  ]);
  // It only grows, and begins again with the month.
  const spent = Math.max(0, ...Datapoints.map(({ Maximum = 0 }) => Maximum));
  const { MonthlySpendLimit } = attributes;
  if (MonthlySpendLimit === undefined) {
    return [
      ok(
        `Text messages have cost ${spent.toFixed(2)} USD this month. The account sets no limit, so that of AWS holds: 1 USD a month, unless it was raised.`,
      ),
    ];
  }
  const limit = Number(MonthlySpendLimit);
  const says = `Text messages have cost ${spent.toFixed(2)} of the ${limit} USD a month.`;
  if (spent < NEARLY_SPENT * limit) return [ok(says)];
  return [
    wrong(
      `${says} Beyond the limit none is sent, and nobody is notified.`,
      'Have the limit raised: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
    ),
  ];
}
