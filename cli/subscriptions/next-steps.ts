import { GetSMSSandboxAccountStatusCommand } from '@aws-sdk/client-sns';
import type { Aws } from '../aws/connect.ts';
import { allowInvocation, enterSandboxCode, sendSandboxCode } from '../commands.ts';
import { wrap } from '../terminal/layout.ts';
import type { ShellCommand } from '../terminal/shell-command.ts';
import { UserError } from '../terminal/user-error.ts';
import type { SubscribableProtocol } from './endpoint.ts';

/** What was just subscribed. */
export interface Added {
  readonly protocol: SubscribableProtocol;
  readonly endpoint: string;
  readonly state: 'confirmed' | 'pending';
  readonly topicArn: string;
}

/** What happens next, and what is left to do, before the first alert arrives. */
export async function nextSteps(added: Added, aws: Aws): Promise<string> {
  const confirmation = added.state === 'pending' ? [confirmationOf(added.protocol)] : [];
  const delivery = (await DELIVERIES[added.protocol]?.(added, aws)) ?? [];
  return [...confirmation, ...delivery].join('\n\n');
}

function confirmationOf(protocol: SubscribableProtocol): string {
  return wrap(CONFIRMATIONS[protocol] ?? OTHER_ACCOUNT);
}

const MAIL =
  'SNS sends a mail with the subject "AWS Notification - Subscription Confirmation" and a link, valid for 2 days. No alert arrives before the link is followed. If the mail does not come, look in the spam folder. If the link is too old, run this command again.';

const CONFIRMATIONS: Readonly<Partial<Record<SubscribableProtocol, string>>> = {
  email: MAIL,
  'email-json': MAIL,
  https:
    'SNS posts a SubscriptionConfirmation to the address, which confirms by opening the SubscribeURL in it, within 2 days. No alert arrives before that. A Slack or Teams channel is not subscribed like this, but in the console of Amazon Q Developer.',
};

/** SNS trusts people, web servers and other accounts only once they have confirmed. */
const OTHER_ACCOUNT =
  'It belongs to another account, so SNS has sent it a SubscriptionConfirmation. No alert arrives before its owner opens the SubscribeURL in that, within 2 days.';

type Delivery = (added: Added, aws: Aws) => readonly string[] | Promise<readonly string[]>;

/** What stands between a confirmed subscription and the reader. Commands stay on one line, to be copied. */
const DELIVERIES: Readonly<Partial<Record<SubscribableProtocol, Delivery>>> = {
  sms: async ({ endpoint }, aws) => [
    wrap('Text messages need no confirmation.'),
    await smsSandbox(endpoint, aws),
    wrap(
      'A new account may spend 1 USD a month on text messages. What goes beyond is not sent: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
    ),
  ],
  sqs: ({ endpoint, topicArn }) => [
    wrap('The queue stays empty until its access policy has this statement:'),
    JSON.stringify(queueStatement(endpoint, topicArn), undefined, 2),
    wrap(
      'If the queue is encrypted with a key of your own, its policy must also let sns.amazonaws.com use kms:GenerateDataKey* and kms:Decrypt.',
    ),
  ],
  lambda: ({ endpoint, topicArn }, { region }) => [
    wrap('The function is not invoked until it lets SNS do so:'),
    indented(allowInvocation({ region: regionOf(endpoint) ?? region }, endpoint, topicArn)),
  ],
  firehose: () => [
    wrap(
      'The stream stays empty unless the role trusts sns.amazonaws.com and allows firehose:DescribeDeliveryStream, ListDeliveryStreams, ListTagsForDeliveryStream, PutRecord and PutRecordBatch on the stream.',
    ),
  ],
};

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function queueStatement(queueArn: string, topicArn: string): object {
  return {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
}

/** On one line, to be copied; or why there is none. */
function indented(command: ShellCommand): string {
  return 'line' in command ? `  ${command.line}` : wrap(command.leftOut);
}

function regionOf(arn: string): string | undefined {
  return arn.split(':')[3];
}

async function smsSandbox(phoneNumber: string, aws: Aws): Promise<string> {
  const { region } = aws;
  const sandboxed = await isInSmsSandbox(aws);
  if (sandboxed instanceof UserError) {
    return wrap(`Whether the account is in the SMS sandbox is not known. ${sandboxed.message}`);
  }
  if (!sandboxed) return wrap(`The account is not in the SMS sandbox in ${region}.`);
  return [
    wrap(
      `The account is in the SMS sandbox in ${region}: only verified numbers are reached. Verify this one,`,
    ),
    indented(sendSandboxCode({ region }, phoneNumber)),
    indented(enterSandboxCode({ region }, phoneNumber)),
    wrap('or leave it: https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html'),
  ].join('\n');
}

/** The subscription stands whatever comes of this question, so a failure is returned and not thrown. */
async function isInSmsSandbox({ sns, call }: Aws): Promise<boolean | UserError> {
  try {
    const { IsInSandbox } = await call(
      'sns:GetSMSSandboxAccountStatus',
      sns.send(new GetSMSSandboxAccountStatusCommand({})),
    );
    return IsInSandbox ?? new UserError('SNS did not say.');
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
