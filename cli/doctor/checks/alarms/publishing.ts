import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { allowsService, type ServiceRequest } from '../../../aws/resource-policy.ts';
import type { Clients } from '../../clients.ts';
import type { Deployment } from '../../deployment.ts';
import { keyAllows } from '../../key-policy.ts';
import { type Verdict, wrong } from '../../verdicts.ts';
import { AWS_MANAGED_SNS_KEY } from '../kms.ts';

/**
 * What keeps CloudWatch from publishing to a topic. It says so nowhere but in the history of the alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export async function publishingFaults(
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
  if (key.endsWith(AWS_MANAGED_SNS_KEY)) {
    return [
      wrong(
        `Alarms reach nobody: ${arn} is encrypted with ${AWS_MANAGED_SNS_KEY}, which CloudWatch may not use.`,
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
