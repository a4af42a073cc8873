import { GetSMSSandboxAccountStatusCommand, paginateListSMSSandboxPhoneNumbers } from '@aws-sdk/client-sns';
import { enterSandboxCode, sendSandboxCode } from '../../commands.ts';
import { readSubscribers } from '../../subscriptions/topic.ts';
import { type Check, unlessMissing, verdictsOf } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { Deployment } from '../deployment.ts';
import { ok, type Verdict, wrong } from '../verdicts.ts';
import { lookAtSpending } from './sms-spending.ts';

/** What keeps text messages from arriving. Nothing, where nobody subscribed to them. */
export const checkSms: Check = async (deployment, clients) => {
  const numbers = await subscribedNumbers(deployment, clients);
  if (numbers.length === 0) return [];
  const verdicts = await Promise.all([
    verdictsOf(lookAtSandbox(numbers, deployment, clients), deployment),
    verdictsOf(lookAtSpending(clients), deployment),
  ]);
  return verdicts.flat();
};

/** Of all audiences. */
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

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html */
async function lookAtSandbox(
  numbers: readonly string[],
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const { sns, call } = clients;
  const { IsInSandbox } = await call(
    'sns:GetSMSSandboxAccountStatus',
    sns.send(new GetSMSSandboxAccountStatusCommand({})),
  );
  if (!IsInSandbox) return [ok('The account is not in the SMS sandbox.')];
  const statuses = await sandboxNumbers(clients);
  const faults = numbers
    .filter((number) => statuses.get(number) !== 'Verified')
    .map((number) => unverified(number, statuses.has(number), deployment));
  if (faults.length > 0) return faults;
  return [ok('The account is in the SMS sandbox, and every number is verified.')];
}

/** Numbers that the sandbox knows, with their status. */
async function sandboxNumbers({ sns, call }: Clients): Promise<ReadonlyMap<string, string>> {
  const read = async () => {
    const statuses = new Map<string, string>();
    for await (const { PhoneNumbers = [] } of paginateListSMSSandboxPhoneNumbers({ client: sns }, {})) {
      for (const { PhoneNumber = '', Status = '' } of PhoneNumbers) statuses.set(PhoneNumber, Status);
    }
    return statuses;
  };
  return call('sns:ListSMSSandboxPhoneNumbers', read());
}

function unverified(number: string, codeSent: boolean, deployment: Deployment): Verdict {
  const says = `The account is in the SMS sandbox, and ${number} is not verified: nothing arrives there.`;
  const leave = 'or leave the sandbox: https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html';
  return codeSent
    ? wrong(says, {
        remedy: `Enter the code that was sent there, ${leave}`,
        command: enterSandboxCode(deployment, number),
      })
    : wrong(says, {
        remedy: `Have a code sent there, ${leave}`,
        command: sendSandboxCode(deployment, number),
      });
}
