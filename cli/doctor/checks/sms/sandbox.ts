import { GetSMSSandboxAccountStatusCommand, paginateListSMSSandboxPhoneNumbers } from '@aws-sdk/client-sns';
import { enterSandboxCode, sendSandboxCode } from '../../../commands/aws-commands.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { ok, type Verdict, wrong } from '../../verdicts.ts';

/**
 * Whether a new account's sandbox keeps text messages from a number.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html
 */
export async function sandboxVerdicts(
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
