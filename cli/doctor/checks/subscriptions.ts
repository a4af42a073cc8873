import { readSubscribers, type Subscriber } from '../../aws/topic-subscribers.ts';
import { addSubscription } from '../../commands/project-commands.ts';
import type { Endpoint } from '../../commands/words.ts';
import { type AudienceCheck, type Check, forEachAudience } from '../check.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { howToConfirm } from '../remedies.ts';
import { isList, isSame, missingFrom } from '../subscribers.ts';
import { faultsOr, type Verdict, verdictOn, wrong } from '../verdicts.ts';

/** Checks that somebody is notified, and that nobody who should be has been unsubscribed. */
export const checkSubscriptions: Check = async (deployment, clients) => [
  ...(await forEachAudience(checkAudience)(deployment, clients)),
  ...unknowns(deployment),
];

const checkAudience: AudienceCheck = async (audience, deployment, clients) => {
  const { topicArn } = audience;
  const subscribers = await readSubscribers(clients, topicArn, `The topic ${topicArn}`);
  const confirmed = subscribers.filter(({ state }) => state === 'confirmed');
  const pending = subscribers.filter(({ state }) => state === 'pending');
  const faults = [
    ...pending.map((subscriber) => pendingFault(subscriber, audience, deployment)),
    ...goneFaults(subscribers, audience, deployment),
  ];
  if (confirmed.length === 0) {
    faults.unshift(
      wrong('Alerts reach nobody: no subscription is confirmed.', {
        remedy: faults.length > 0 ? 'Bring back who is named below, or add someone:' : 'Add someone:',
        command: addCommand({ protocol: 'email', endpoint: 'you@example.com' }, audience, deployment),
      }),
    );
  }
  return faultsOr(faults, `Every subscription is confirmed: ${protocols(confirmed)}.`);
};

/** Says what could not be read, so that nobody could be found missing by it. */
function unknowns({ expected, ...deployment }: Deployment): readonly Verdict[] {
  const { deployed, configured } = expected;
  return [
    ...(isList(deployed) ? [] : [verdictOn(deployed, { expected, ...deployment })]),
    ...(isList(configured)
      ? []
      : [
          {
            state: 'unknown',
            says: `Not compared with the configuration: ${configured.message}`,
            remedy: 'Correct the file, and run this again.',
          } as const,
        ]),
  ];
}

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

/**
 * Finds whom the stack has subscribed, or the configuration names, and who is not subscribed. CloudFormation
 * does not see who unsubscribes, and neither a deployment nor the correction of drift brings them back.
 */
function goneFaults(
  subscribers: readonly Subscriber[],
  audience: DeployedAudience,
  deployment: Deployment,
): readonly Verdict[] {
  const { deployed, configured } = deployment.expected;
  const ofStack = isList(deployed) ? deployed.filter(({ topicArn }) => topicArn === audience.topicArn) : [];
  const ofConfiguration = (isList(configured) ? configured : []).filter(
    (one) => one.audience === audience.name && !ofStack.some((other) => isSame(one, other)),
  );
  return [
    ...missingFrom(subscribers, ofStack).map((gone) =>
      wrong(`${called(gone)} no longer exists: the stack made it, and somebody has ended it since.`, {
        remedy: `${PREVENTION[gone.protocol] ?? 'A deployment does not bring it back.'} To subscribe again:`,
        command: addCommand(gone, audience, deployment),
      }),
    ),
    ...missingFrom(subscribers, ofConfiguration).map((gone) =>
      wrong(`${called(gone)} is configured, and does not exist.`, {
        remedy: 'Deploy the configuration, or subscribe it now:',
        command: addCommand(gone, audience, deployment),
      }),
    ),
  ];
}

const MAIL =
  'Anybody who has one of its mails can do that, and so can a scanner that opens links. A deployment does not bring it back. Confirm with "subscriptions confirm" this time, and no mail can end it.';

const PREVENTION: Readonly<Partial<Record<string, string>>> = { email: MAIL, 'email-json': MAIL };

function called({ protocol, endpoint }: Endpoint): string {
  return `The ${protocol} subscription of ${endpoint}`;
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
