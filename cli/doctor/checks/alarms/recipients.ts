import { readSubscribers } from '../../../aws/topic-subscribers.ts';
import { subscribeToTopic } from '../../../commands/aws-commands.ts';
import type { Endpoint } from '../../../commands/words.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { howToConfirm } from '../../remedies.ts';
import { isList, missingFrom } from '../../subscribers.ts';
import { type Verdict, wrong } from '../../verdicts.ts';

/** Whether somebody receives what is published to an alarm topic. */
export async function recipientFaults(
  arn: string,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const subscribers = await readSubscribers(clients, arn, `The alarm topic ${arn}`);
  const { deployed } = deployment.expected;
  const expected = isList(deployed) ? deployed.filter(({ topicArn }) => topicArn === arn) : [];
  const gone = missingFrom(subscribers, expected).map((one) => goneFault(one, arn, deployment));
  if (gone.length > 0 || subscribers.some(({ state }) => state === 'confirmed')) return gone;
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

function goneFault({ protocol, endpoint }: Endpoint, arn: string, deployment: Deployment): Verdict {
  return wrong(
    `Alarms no longer reach ${endpoint}: the stack subscribed it to ${arn}, and somebody has ended that since.`,
    {
      remedy:
        'Anybody who has one of its mails can do that, and so can a scanner that opens links. A deployment does not bring it back. Confirm with "subscriptions confirm" this time, and no mail can end it. To subscribe again:',
      command: subscribeToTopic(deployment, arn, { protocol, endpoint }),
    },
  );
}
