import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { timeInFull } from '../../../lambda/describe/time.ts';
import { enableAlarmActions } from '../../commands/aws-commands.ts';
import type { Check } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { Deployment } from '../deployment.ts';
import { changedByHand, deploy } from '../remedies.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';
import { alarmTopicFaults } from './alarms/alarm-topics.ts';

/** The alarms about the notifier itself: what has gone off, and whether anybody is notified. */
export const checkAlarms: Check = async (deployment, clients) => {
  const alarms = await ownAlarms(deployment, clients);
  if (alarms.length === 0) {
    return [wrong('No alarm watches the notifier: if it fails, nobody knows.', changedByHand(deployment))];
  }
  return faultsOr(
    [
      ...missing(alarms, deployment),
      ...alarms.flatMap(goneOff),
      ...actionFaults(alarms, deployment),
      ...(await alarmTopicFaults(alarms, deployment, clients)),
    ],
    `All ${alarms.length} alarms are quiet, and would reach somebody.`,
  );
};

/**
 * CloudFormation names an alarm `<stack>-<logical id>-<suffix>`. Of another stack whose name begins alike, the names have
 * more parts.
 */
async function ownAlarms(
  { stack }: Deployment,
  { cloudWatch, call }: Clients,
): Promise<readonly MetricAlarm[]> {
  const prefix = `${stack}-`;
  const read = async () => {
    const found: MetricAlarm[] = [];
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms(
      { client: cloudWatch },
      { AlarmNamePrefix: prefix, AlarmTypes: ['MetricAlarm'] },
    )) {
      found.push(...MetricAlarms);
    }
    return found;
  };
  const alarms = await call('cloudwatch:DescribeAlarms', read());
  return alarms.filter(({ AlarmName = '' }) => /^\w+-\w+$/.test(AlarmName.slice(prefix.length)));
}

function missing({ length: found }: readonly MetricAlarm[], deployment: Deployment): readonly Verdict[] {
  const deployed = deployment.audiences.reduce((sum, { alarms }) => sum + alarms, 0);
  if (found >= deployed) return [];
  return [
    wrong(
      `${deployed - found} of ${deployed} alarms are gone: what they watch fails unseen.`,
      changedByHand(deployment),
    ),
  ];
}

function goneOff({ AlarmName, AlarmDescription, StateValue, ...alarm }: MetricAlarm): readonly Verdict[] {
  if (StateValue !== 'ALARM') return [];
  const { StateUpdatedTimestamp: since } = alarm;
  return [
    wrong(
      `The alarm ${AlarmName} has gone off${since ? ` (${timeInFull(since.toISOString())})` : ''}.`,
      AlarmDescription ?? 'Look at its metric in CloudWatch.',
    ),
  ];
}

function actionFaults(alarms: readonly MetricAlarm[], deployment: Deployment): readonly Verdict[] {
  const without = alarms.filter(({ AlarmActions = [] }) => AlarmActions.length === 0);
  const silenced = alarms.filter(({ ActionsEnabled }) => ActionsEnabled === false);
  const faults: Verdict[] = [];
  if (without.length > 0) {
    faults.push(
      wrong(
        `${naming(without, alarms)} no action: if the notifier fails, nobody is notified.`,
        deploy(deployment, 'Set alarms.email or alarms.topicArn in notifier.config.ts, and deploy it'),
      ),
    );
  }
  if (silenced.length > 0) {
    const names = silenced.map(({ AlarmName = '' }) => AlarmName);
    faults.push(
      wrong(
        `${naming(silenced, alarms)} the actions switched off: if the notifier fails, nobody is notified.`,
        { remedy: 'Switch them on:', command: enableAlarmActions(deployment, names) },
      ),
    );
  }
  return faults;
}

/** `All 8 alarms have`, or the names of the few. */
function naming(some: readonly MetricAlarm[], all: readonly MetricAlarm[]): string {
  if (some.length === all.length) return `All ${all.length} alarms have`;
  const names = some.map(({ AlarmName }) => AlarmName).join(', ');
  return some.length === 1 ? `The alarm ${names} has` : `${some.length} alarms have (${names})`;
}
