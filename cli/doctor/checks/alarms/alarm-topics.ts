import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { allowsService, type ServiceRequest } from '../../../aws/resource-policy.ts';
import { readSubscribers } from '../../../aws/topic-subscribers.ts';
import { type Endpoint, subscribeToTopic } from '../../../commands.ts';
import { verdictsOf } from '../../check.ts';
import type { Clients } from '../../clients.ts';
import { howToConfirm } from '../../confirmation.ts';
import type { Deployment } from '../../deployment.ts';
import { keyAllows } from '../../key-policy.ts';
import { isList, missingFrom } from '../../subscribers.ts';
import { type Verdict, wrong } from '../../verdicts.ts';
import { AWS_MANAGED_KEY } from '../kms.ts';

/** Alarm topics through which an alarm notifies nobody. */
export async function alarmTopicFaults(
  alarms: readonly MetricAlarm[],
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const alarmsByTopic = new Map(
    alarms.flatMap((alarm) => (alarm.AlarmActions ?? []).filter(isTopic).map((arn) => [arn, alarm])),
  );
  const verdicts = await Promise.all(
    [...alarmsByTopic].map(([arn, alarm]) =>
      verdictsOf(lookAtTopic(arn, alarm, deployment, clients), deployment),
    ),
  );
  return verdicts.flat();
}

function isTopic(arn: string): boolean {
  return arn.split(':')[2] === 'sns';
}

async function lookAtTopic(
  arn: string,
  alarm: MetricAlarm,
  deployment: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const region = arn.split(':')[3] ?? '';
  if (region !== deployment.region) {
    return [
      wrong(
        `Alarms reach nobody: CloudWatch publishes to topics of its own region, and ${arn} is in ${region}.`,
        `Name a topic in ${deployment.region} as alarms.topicArn in notifier.config.ts, or an address as alarms.email, and deploy.`,
      ),
    ];
  }
  const faults = await Promise.all([
    subscriptionFaults(arn, deployment, clients),
    publishingFaults(arn, alarm, deployment, clients),
  ]);
  return faults.flat();
}

async function subscriptionFaults(
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

/**
 * What keeps CloudWatch from publishing to a topic. It says so nowhere but in the history of the alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
async function publishingFaults(
  arn: string,
  { AlarmArn = '' }: MetricAlarm,
  { account }: Deployment,
  clients: Clients,
): Promise<readonly Verdict[]> {
  const { sns, call } = clients;
  const { Attributes: { Policy, KmsMasterKeyId: key } = {} } = await call(
    'sns:GetTopicAttributes',
    sns.send(new GetTopicAttributesCommand({ TopicArn: arn })),
    `The alarm topic ${arn}`,
  );
  const request: ServiceRequest = {
    service: 'cloudwatch.amazonaws.com',
    action: 'sns:Publish',
    account,
    sourceArn: AlarmArn,
  };
  if (!allowsService(Policy, request)) {
    return [
      wrong(
        `Alarms reach nobody: the policy of ${arn} does not let CloudWatch publish.`,
        'Let cloudwatch.amazonaws.com do sns:Publish there: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
      ),
    ];
  }
  if (!key) return [];
  if (key.endsWith(AWS_MANAGED_KEY)) {
    return [
      wrong(
        `Alarms reach nobody: ${arn} is encrypted with ${AWS_MANAGED_KEY}, which CloudWatch may not use.`,
        'Encrypt it with a key of your own whose policy lets cloudwatch.amazonaws.com use it, or not at all: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
      ),
    ];
  }
  if (await keyAllows(key, request, clients)) return [];
  return [
    wrong(
      `Alarms reach nobody: the policy of the KMS key ${key} of ${arn} does not let CloudWatch use it.`,
      'Let cloudwatch.amazonaws.com do kms:GenerateDataKey* and kms:Decrypt with it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    ),
  ];
}
