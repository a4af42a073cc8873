import { readSubscribers } from '../../aws/topic-subscribers.ts';
import { type Check, unlessMissing, verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { Deployment } from '../deployment.ts';
import { numberFaults } from './sms/numbers.ts';
import { sandboxVerdicts } from './sms/sandbox.ts';
import { spendingVerdicts } from './sms/spending.ts';

/** What keeps text messages from arriving. Nothing, where nobody subscribed to them. */
export const checkSms: Check = async (deployment, clients) => {
  const numbers = await subscribedNumbers(deployment, clients);
  if (numbers.length === 0) return [];
  const verdicts = await Promise.all([
    verdictsOf(sandboxVerdicts(numbers, deployment, clients), deployment),
    verdictsOf(numberFaults(numbers, deployment, clients), deployment),
    verdictsOf(spendingVerdicts(deployment, clients), deployment),
  ]);
  return verdicts.flat();
};

/** Reads the confirmed phone numbers of all audiences, each once. */
async function subscribedNumbers({ audiences }: Deployment, clients: Clients): Promise<readonly string[]> {
  const lists = await Promise.all(
    audiences.map(({ topicArn }) => unlessMissing(readSubscribers(clients, topicArn))),
  );
  const numbers = lists
    .flatMap((subscribers) => subscribers ?? [])
    .filter(({ protocol, state }) => protocol === 'sms' && state === 'confirmed')
    .map(({ endpoint }) => endpoint);
  return [...new Set(numbers)];
}
