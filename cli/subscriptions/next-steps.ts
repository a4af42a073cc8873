import type { Aws, AwsOptions } from '../aws/connect.ts';
import { allowInvocation } from '../commands/aws-commands.ts';
import { confirmSubscription } from '../commands/project-commands.ts';
import { indented, wrap } from '../terminal/layout.ts';
import type { SubscribableProtocol } from './endpoint.ts';
import { smsSteps } from './sms-steps.ts';

/** What was just subscribed. */
export interface Added {
  readonly protocol: SubscribableProtocol;
  readonly endpoint: string;
  readonly state: 'confirmed' | 'pending';
  readonly topicArn: string;
  readonly stack: string;
  /** Where the printed commands are to act, and as whom. */
  readonly place: AwsOptions;
}

/** What happens next, and what is left to do, before the first alert arrives. */
export async function nextSteps(added: Added, aws: Aws): Promise<string> {
  const confirmation = added.state === 'pending' ? confirmationOf(added) : [];
  const delivery = (await DELIVERIES[added.protocol]?.(added, aws)) ?? [];
  return [...confirmation, ...delivery].join('\n\n');
}

function confirmationOf({ protocol, place, stack }: Added): readonly string[] {
  if (protocol !== 'email' && protocol !== 'email-json')
    return [wrap(CONFIRMATIONS[protocol] ?? OTHER_ACCOUNT)];
  return [wrap(MAIL), `${wrap(UNSUBSCRIBING)}\n${indented(confirmSubscription(place, stack))}`];
}

const MAIL =
  'SNS sends a mail with the subject "AWS Notification - Subscription Confirmation" and a link, valid for 2 days. No alert arrives before the link is followed. If the mail does not come, look in the spam folder. If the link is too old, run this command again.';

const UNSUBSCRIBING =
  'Once the link is followed, anybody who has one of the mails can end the subscription, and so can a scanner that opens the links in it. To prevent that, do not follow the link but copy it, and confirm like this:';

const CONFIRMATIONS: Readonly<Partial<Record<SubscribableProtocol, string>>> = {
  https:
    'SNS posts a SubscriptionConfirmation to the address, which confirms by opening the SubscribeURL in it, within 2 days. No alert arrives before that. A Slack or Teams channel is not subscribed like this, but in the console of Amazon Q Developer.',
};

/** SNS trusts people, web servers and other accounts only once they have confirmed. */
const OTHER_ACCOUNT =
  'It belongs to another account, so SNS has sent it a SubscriptionConfirmation. No alert arrives before its owner opens the SubscribeURL in that, within 2 days.';

type Delivery = (added: Added, aws: Aws) => readonly string[] | Promise<readonly string[]>;

/** What stands between a confirmed subscription and the reader. Commands stay on one line, to be copied. */
const DELIVERIES: Readonly<Partial<Record<SubscribableProtocol, Delivery>>> = {
  sms: ({ endpoint, place }, aws) => smsSteps(endpoint, place, aws),
  sqs: ({ endpoint, topicArn }) => [
    wrap('The queue stays empty until its access policy has this statement:'),
    JSON.stringify(queueStatement(endpoint, topicArn), undefined, 2),
    wrap(
      'If the queue is encrypted with the key that AWS manages, alias/aws/sqs, it gets nothing: SNS may not use that. Encrypt it with SSE-SQS, or with a key of your own whose policy lets sns.amazonaws.com use kms:GenerateDataKey* and kms:Decrypt.',
    ),
  ],
  lambda: ({ endpoint, topicArn, place }) => [
    wrap('The function is not invoked until it lets SNS do so:'),
    indented(allowInvocation({ ...place, region: regionOf(endpoint) }, endpoint, topicArn)),
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

function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}
