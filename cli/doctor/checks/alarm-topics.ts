import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { subscribeToTopic } from '../../commands.ts';
import { readSubscribers } from '../../subscriptions/topic.ts';
import { verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import { howToConfirm } from '../confirmation.ts';
import type { Deployment } from '../deployment.ts';
import { type Verdict, wrong } from '../verdicts.ts';

/** Alarm topics through which an alarm notifies nobody. */
export async function alarmTopicFaults(
  alarms: readonly MetricAlarm[],
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const topics = new Set(
    alarms.flatMap(({ AlarmActions = [] }) => AlarmActions).filter((arn) => arn.split(':')[2] === 'sns'),
  );
  const verdicts = await Promise.all(
    [...topics].map((arn) => verdictsOf(lookAtTopic(arn, deployment, clients), deployment)),
  );
  return verdicts.flat();
}

async function lookAtTopic(
  arn: string,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const subscribers = await readSubscribers(clients, arn, `The alarm topic ${arn}`);
  if (subscribers.some(({ state }) => state === 'confirmed')) return [];
  const [pending] = subscribers.filter(({ state }) => state === 'pending');
  if (!pending) {
    return [
      wrong(`Alarms reach nobody: nobody has subscribed to ${arn}.`, {
        remedy: 'Subscribe someone:',
        command: subscribeToTopic(deployment, arn, { protocol: 'email', endpoint: 'you@example.com' }),
      }),
    ];
  }
  return [
    wrong(`Alarms reach nobody: the subscription of ${pending.endpoint} to ${arn} is pending.`, {
      remedy: `${howToConfirm(pending.protocol)} To be asked again:`,
      command: subscribeToTopic(deployment, arn, pending),
    }),
  ];
}
