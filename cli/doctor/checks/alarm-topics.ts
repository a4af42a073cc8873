import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { readSubscribers } from '../../subscriptions/topic.ts';
import { awsCommand } from '../../terminal/command-line.ts';
import { type Verdict, verdictsOf, wrong } from '../check.ts';
import type { Clients } from '../clients.ts';
import { howToConfirm } from '../confirmation.ts';
import type { Deployment } from '../deployment.ts';
import { about } from '../unanswered.ts';

/** An alarm that publishes to a topic that nobody has confirmed tells nobody. */
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
  const subscribers = await about(`The alarm topic ${arn}`, readSubscribers(clients, arn));
  if (subscribers.some(({ state }) => state === 'confirmed')) return [];
  const subscribe = (protocol: string, endpoint: string) =>
    awsCommand(
      deployment,
      ...['sns', 'subscribe', '--topic-arn', arn, '--protocol', protocol],
      ...['--notification-endpoint', endpoint],
    );
  const [pending] = subscribers.filter(({ state }) => state === 'pending');
  if (!pending) {
    return [
      wrong(
        `Alarms reach nobody: nobody has subscribed to ${arn}.`,
        'Subscribe someone:',
        subscribe('email', 'you@example.com'),
      ),
    ];
  }
  return [
    wrong(
      `Alarms reach nobody: the subscription of ${pending.endpoint} to ${arn} is pending.`,
      `${howToConfirm(pending.protocol)} To be asked again:`,
      subscribe(pending.protocol, pending.endpoint),
    ),
  ];
}
