import { addSubscription, type Endpoint } from '../../commands.ts';
import { readSubscribers, type Subscriber } from '../../subscriptions/topic.ts';
import type { AudienceCheck } from '../check.ts';
import { howToConfirm } from '../confirmation.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';

/** Whether anybody is notified. */
export const checkSubscriptions: AudienceCheck = async (audience, deployment, clients) => {
  const { topicArn } = audience;
  const subscribers = await readSubscribers(clients, topicArn, `The topic ${topicArn}`);
  const confirmed = subscribers.filter(({ state }) => state === 'confirmed');
  const pending = subscribers.filter(({ state }) => state === 'pending');
  const faults = pending.map((subscriber) => pendingFault(subscriber, audience, deployment));
  if (confirmed.length === 0) {
    faults.unshift(
      wrong('Alerts reach nobody: no subscription is confirmed.', {
        remedy: pending.length > 0 ? 'Confirm what is pending, as below, or add someone:' : 'Add someone:',
        command: addCommand({ protocol: 'email', endpoint: 'you@example.com' }, audience, deployment),
      }),
    );
  }
  return faultsOr(faults, `Every subscription is confirmed: ${protocols(confirmed)}.`);
};

function pendingFault(subscriber: Subscriber, audience: DeployedAudience, deployment: Deployment): Verdict {
  const { protocol, endpoint } = subscriber;
  return wrong(
    `The ${protocol} subscription of ${endpoint} is pending: nothing arrives there before it is confirmed.`,
    {
      remedy: `${howToConfirm(protocol)} To be asked again:`,
      command: addCommand(subscriber, audience, deployment),
    },
  );
}

function addCommand(endpoint: Endpoint, { name }: DeployedAudience, deployment: Deployment) {
  return addSubscription(deployment, endpoint, { audience: name, stack: deployment.stack });
}

/** `2 email, 1 sms` */
function protocols(subscribers: readonly Subscriber[]): string {
  const counts = new Map<string, number>();
  for (const { protocol } of subscribers) counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  return [...counts].map(([protocol, count]) => `${count} ${protocol}`).join(', ');
}
