import { CheckIfPhoneNumberIsOptedOutCommand, paginateListOriginationNumbers } from '@aws-sdk/client-sns';
import { optIn } from '../../../commands/aws-commands.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { type Verdict, wrong } from '../../verdicts.ts';

/** What keeps text messages from single numbers, although they are subscribed. */
export async function numberFaults(
  numbers: readonly string[],
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const verdicts = await Promise.all([
    ...numbers.map((number) => optOutFaults(number, deployment, clients)),
    originationFaults(numbers, clients),
  ]);
  return verdicts.flat();
}

/**
 * Whoever answers STOP keeps the subscription, and receives nothing.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_manage.html
 */
async function optOutFaults(
  number: string,
  deployment: Deployment,
  { sns, call }: Clients,
): Promise<readonly Verdict[]> {
  const { isOptedOut } = await call(
    'sns:CheckIfPhoneNumberIsOptedOut',
    sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: number })),
  );
  if (!isOptedOut) return [];
  return [
    wrong(`${number} has opted out of text messages, by answering STOP: nothing arrives there.`, {
      remedy: 'If its owner wants them again, opt it in, which is possible once in 30 days:',
      command: optIn(deployment, number),
    }),
  ];
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/channels-sms-originating-identities-origination-numbers.html */
async function originationFaults(numbers: readonly string[], clients: Clients): Promise<readonly Verdict[]> {
  const american = numbers.filter((number) => number.startsWith('+1'));
  if (american.length === 0 || (await ownsOriginationNumber(clients))) return [];
  return [
    wrong(
      `The account has no origination number, without which nothing arrives at ${american.join(' and ')}: numbers that begin with +1 are reached from a toll-free number, a 10DLC number or a short code only.`,
      'Request one: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-originating-identities-origination-numbers.html',
    ),
  ];
}

async function ownsOriginationNumber({ sns, call }: Clients): Promise<boolean> {
  const read = async () => {
    for await (const { PhoneNumbers = [] } of paginateListOriginationNumbers({ client: sns }, {})) {
      if (PhoneNumbers.some(({ NumberCapabilities = [] }) => NumberCapabilities.includes('SMS'))) return true;
    }
    return false;
  };
  return call('sns:ListOriginationNumbers', read());
}
