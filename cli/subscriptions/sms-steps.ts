import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
} from '@aws-sdk/client-sns';
import type { Aws, AwsOptions } from '../aws/connect.ts';
import { enterSandboxCode, optIn, sendAsTransactional, sendSandboxCode } from '../commands/aws-commands.ts';
import { indented, wrap } from '../terminal/layout.ts';
import { UserError } from '../terminal/user-error.ts';

/**
 * What stands between a subscribed number and its first text message. The subscription stands whatever comes of the
 * questions to AWS, so that a failure is part of the answer.
 */
export async function smsSteps(number: string, place: AwsOptions, aws: Aws): Promise<readonly string[]> {
  const steps = await Promise.all([
    attempt('Whether the account is in the SMS sandbox', sandboxSteps(number, place, aws)),
    attempt('Whether the number has opted out', optOutSteps(number, place, aws)),
    attempt('How text messages are sent', typeSteps(place, aws)),
  ]);
  return [
    wrap('Text messages need no confirmation.'),
    ...steps.flat(),
    ...(number.startsWith('+1') ? [wrap(ORIGINATION)] : []),
    wrap(
      'A new account may spend 1 USD a month on text messages. What goes beyond is not sent: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
    ),
  ];
}

const ORIGINATION =
  'A number that begins with +1 is reached only from a toll-free number, a 10DLC number or a short code that the account owns: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-originating-identities-origination-numbers.html';

async function attempt(question: string, steps: Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await steps;
  } catch (error) {
    if (error instanceof UserError) return [wrap(`${question} is not known. ${error.message}`)];
    throw error;
  }
}

async function sandboxSteps(number: string, place: AwsOptions, { region, sns, call }: Aws) {
  const { IsInSandbox } = await call(
    'sns:GetSMSSandboxAccountStatus',
    sns.send(new GetSMSSandboxAccountStatusCommand({})),
  );
  if (IsInSandbox === undefined) throw new UserError('SNS did not say.');
  if (!IsInSandbox) return [wrap(`The account is not in the SMS sandbox in ${region}.`)];
  return [
    [
      wrap(
        `The account is in the SMS sandbox in ${region}: only verified numbers are reached. Verify this one,`,
      ),
      indented(sendSandboxCode(place, number)),
      indented(enterSandboxCode(place, number)),
      wrap('or leave it: https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html'),
    ].join('\n'),
  ];
}

async function optOutSteps(phoneNumber: string, place: AwsOptions, { sns, call }: Aws) {
  const { isOptedOut } = await call(
    'sns:CheckIfPhoneNumberIsOptedOut',
    sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber })),
  );
  if (isOptedOut === undefined) throw new UserError('SNS did not say.');
  if (!isOptedOut) return [];
  const says =
    'The number has opted out of text messages, by answering STOP: nothing arrives there. If its owner wants them again, opt it in, which is possible once in 30 days:';
  return [`${wrap(says)}\n${indented(optIn(place, phoneNumber))}`];
}

async function typeSteps(place: AwsOptions, { sns, call }: Aws) {
  const { attributes = {} } = await call(
    'sns:GetSMSAttributes',
    sns.send(new GetSMSAttributesCommand({ attributes: ['DefaultSMSType'] })),
  );
  if (attributes.DefaultSMSType === 'Transactional') return [];
  const says =
    'Text messages are sent as promotional ones, for which SNS prefers a low price to a sure delivery. To prefer a sure delivery, for all text messages of the account:';
  return [`${wrap(says)}\n${indented(sendAsTransactional(place))}`];
}
