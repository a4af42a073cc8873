import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { cancelKeyDeletion, enableKey } from '../../commands.ts';
import { type AudienceCheck, unlessMissing } from '../check.ts';
import { ok, wrong } from '../verdicts.ts';

/** AWS's own key for SNS, which nobody can switch off. */
const AWS_KEY = 'alias/aws/sns';

/**
 * The key that encrypts the topic: without it SNS takes no message.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const checkKms: AudienceCheck = async ({ topicArn }, deployment, { sns, kms, call }) => {
  const topic = await unlessMissing(
    call('sns:GetTopicAttributes', sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }))),
  );
  if (!topic) return [];
  const key = topic.Attributes?.KmsMasterKeyId;
  if (!key) return [ok('The topic is not encrypted at rest.')];
  if (key.endsWith(AWS_KEY)) return [ok(`The topic is encrypted with the key ${AWS_KEY}.`)];

  const { KeyMetadata: { KeyId = key, KeyState } = {} } = await call(
    'kms:DescribeKey',
    kms.send(new DescribeKeyCommand({ KeyId: key })),
    `The KMS key ${key} of the topic`,
  );
  if (KeyState === 'Enabled') return [ok(`The topic is encrypted with the KMS key ${KeyId}.`)];
  const says = `The KMS key ${KeyId} of the topic is ${KeyState}, so SNS takes no alert.`;
  if (KeyState === 'PendingDeletion') {
    return [
      wrong(says, {
        remedy: 'Keep the key, and enable it after that:',
        command: cancelKeyDeletion(deployment, KeyId),
      }),
    ];
  }
  return [wrong(says, { remedy: 'Enable it:', command: enableKey(deployment, KeyId) })];
};
