import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { verdictsOf } from '../../check.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { type Verdict, wrong } from '../../verdicts.ts';

import { publishingFaults } from './publishing.ts';
import { recipientFaults } from './recipients.ts';

/** Alarm topics through which an alarm notifies nobody. */
export async function alarmTopicFaults(
  alarms: readonly MetricAlarm[],
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const alarmsByTopic = new Map(
    alarms.flatMap((alarm) => (alarm.AlarmActions ?? []).filter(isTopic).map((arn) => [arn, alarm])),
  );
  const verdicts = await Promise.all(
    [...alarmsByTopic].map(([arn, alarm]) =>
      verdictsOf(topicFaults(arn, alarm, deployment, clients), deployment),
    ),
  );
  return verdicts.flat();
}

function isTopic(arn: string): boolean {
  return arn.split(':')[2] === 'sns';
}

async function topicFaults(
  arn: string,
  alarm: MetricAlarm,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const region = arn.split(':')[3] ?? '';
  if (region !== deployment.region) {
    return [
      wrong(
        `Alarms reach nobody: CloudWatch publishes to topics of its own region, and ${arn} is in ${region}.`,
        `Name a topic in ${deployment.region} as alarms.topicArn in notifier.config.ts, or an address as alarms.email, and deploy.`,
      ),
    ];
  }
  const faults = await Promise.all([
    recipientFaults(arn, deployment, clients),
    publishingFaults(arn, alarm, deployment, clients),
  ]);
  return faults.flat();
}
