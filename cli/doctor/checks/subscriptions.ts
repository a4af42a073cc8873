import { readSubscribers, type Subscriber } from '../../subscriptions/topic.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { type AudienceCheck, faultsOr, type Verdict, wrong } from '../check.ts';
import { howToConfirm } from '../confirmation.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { about } from '../unanswered.ts';

/** Whether anybody is told. */
export const checkSubscriptions: AudienceCheck = async (audience, deployment, clients) => {
  const { topicArn } = audience;
  const subscribers = await about(`The topic ${topicArn}`, readSubscribers(clients, topicArn));
  const confirmed = subscribers.filter(({ state }) => state === 'confirmed');
  const pending = subscribers.filter(({ state }) => state === 'pending');
  const faults = pending.map((subscriber) => pendingFault(subscriber, audience, deployment));
  if (confirmed.length === 0) {
    faults.unshift(
      wrong(
        'Alerts reach nobody: no subscription is confirmed.',
        pending.length > 0 ? 'Confirm what is pending, as below, or add someone:' : 'Add someone:',
        addCommand({ protocol: 'email', endpoint: 'you@example.com' }, audience, deployment),
      ),
    );
  }
  return faultsOr(faults, `Every subscription is confirmed: ${protocols(confirmed)}.`);
};

function pendingFault(subscriber: Subscriber, audience: DeployedAudience, deployment: Deployment): Verdict {
  const { protocol, endpoint } = subscriber;
  return wrong(
    `The ${protocol} subscription of ${endpoint} is pending: nothing arrives there before it is confirmed.`,
    `${howToConfirm(protocol)} To be asked again:`,
    addCommand(subscriber, audience, deployment),
  );
}

function addCommand(
  { protocol, endpoint }: Pick<Subscriber, 'protocol' | 'endpoint'>,
  { name }: DeployedAudience,
  { stack, region, profile }: Deployment,
): string {
  return commandLine([
    ...['npm', 'run', 'subscriptions', '--', 'add', protocol, endpoint],
    ...['--audience', name, '--stack', stack, '--region', region],
    ...(profile === undefined ? [] : ['--profile', profile]),
  ]);
}

/** `2 email, 1 sms` */
function protocols(subscribers: readonly Subscriber[]): string {
  const counts = new Map<string, number>();
  for (const { protocol } of subscribers) counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  return [...counts].map(([protocol, count]) => `${count} ${protocol}`).join(', ');
}
