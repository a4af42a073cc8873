import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { awsCommand } from '../../terminal/command-line.ts';
import { type AudienceCheck, ok, wrong } from '../check.ts';
import { about, unlessGone } from '../unanswered.ts';

/** AWS's own key for SNS, which nobody can switch off. */
const AWS_KEY = 'alias/aws/sns';

/**
 * The key that encrypts the topic: without it SNS takes no message.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export const checkKey: AudienceCheck = async ({ topicArn }, deployment, { sns, kms, ask }) => {
  const topic = await unlessGone(
    ask('sns:GetTopicAttributes', sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }))),
  );
  if (!topic) return [];
  const key = topic.Attributes?.KmsMasterKeyId;
  if (!key) return [ok('The topic is not encrypted at rest.')];
  if (key.endsWith(AWS_KEY)) return [ok(`The topic is encrypted with the key ${AWS_KEY}.`)];

  const { KeyMetadata: { KeyId = key, KeyState } = {} } = await about(
    `The KMS key ${key} of the topic`,
    ask('kms:DescribeKey', kms.send(new DescribeKeyCommand({ KeyId: key }))),
  );
  if (KeyState === 'Enabled') return [ok(`The topic is encrypted with the KMS key ${KeyId}.`)];
  const aws = (verb: string) => awsCommand(deployment, 'kms', verb, '--key-id', KeyId);
  const says = `The KMS key ${KeyId} of the topic is ${KeyState}, so SNS takes no alert.`;
  if (KeyState === 'PendingDeletion') {
    return [wrong(says, 'Keep the key, and enable it after that:', aws('cancel-key-deletion'))];
  }
  return [wrong(says, 'Enable it:', aws('enable-key'))];
};
