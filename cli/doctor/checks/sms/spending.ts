import { GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetSMSAttributesCommand } from '@aws-sdk/client-sns';
import { sendAsTransactional } from '../../../commands/aws-commands.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { ok, type Verdict, wrong } from '../../verdicts.ts';

/** The share of the limit from which on there is reason, and still time, to have it raised. */
const NEARLY_SPENT = 0.8;

const SECONDS_A_DAY = 24 * 60 * 60;

/**
 * SNS sends no text message that would cost more than what is left for the month, and says so to nobody.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html
 */
export async function spendingVerdicts(
  deployment: Deployment,
  { sns, cloudWatch, call }: Clients,
): Promise<readonly Verdict[]> {
  const now = new Date();
  const [{ attributes = {} }, { Datapoints = [] }] = await Promise.all([
    call(
      'sns:GetSMSAttributes',
      sns.send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit', 'DefaultSMSType'] })),
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
  const { MonthlySpendLimit, DefaultSMSType = 'Promotional' } = attributes;
  return [verdictOnSpending(spent, MonthlySpendLimit), ...verdictOnType(DefaultSMSType, deployment)];
}

function verdictOnSpending(spent: number, limitOfAccount: string | undefined): Verdict {
  if (limitOfAccount === undefined) {
    return ok(
      `Text messages have cost ${spent.toFixed(2)} USD this month. The account sets no limit, so that of AWS holds: 1 USD a month, unless it was raised.`,
    );
  }
  const limit = Number(limitOfAccount);
  const says = `Text messages have cost ${spent.toFixed(2)} of the ${limit} USD a month.`;
  if (spent < NEARLY_SPENT * limit) return ok(says);
  return wrong(
    `${says} Beyond the limit none is sent, and nobody is notified.`,
    'Have the limit raised: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
  );
}

/** No fault, but worth knowing. @see https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html */
function verdictOnType(type: string, deployment: Deployment): readonly Verdict[] {
  if (type === 'Transactional') return [];
  return [
    {
      ...ok(
        'Text messages are sent as promotional ones, for which SNS prefers a low price to a sure delivery.',
      ),
      remedy: 'To prefer a sure delivery, for all text messages of the account:',
      command: sendAsTransactional(deployment),
    },
  ];
}
