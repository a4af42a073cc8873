import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { AwsError } from '../../aws/aws-error.ts';
import { cancelKeyDeletion, enableKey, setTopicKey } from '../../commands/aws-commands.ts';
import { type AudienceCheck, unlessMissing } from '../check.ts';
import type { Deployment } from '../deployment.ts';
import type { Remedy } from '../remedies.ts';
import { ok, type Verdict, wrong } from '../verdicts.ts';

/** AWS's own key for SNS. It cannot be switched off, but exists only in an account that has used it. */
export const AWS_MANAGED_SNS_KEY = 'alias/aws/sns';

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
  const isManaged = key.endsWith(AWS_MANAGED_SNS_KEY);
  try {
    const { KeyMetadata: { KeyId = key, KeyState = 'unknown' } = {} } = await call(
      'kms:DescribeKey',
      kms.send(new DescribeKeyCommand({ KeyId: isManaged ? AWS_MANAGED_SNS_KEY : key })),
    );
    return [verdictOnState(KeyState, isManaged ? AWS_MANAGED_SNS_KEY : KeyId, deployment)];
  } catch (error) {
    if (!(error instanceof AwsError) || error.reason !== 'missing') throw error;
    return [missing(isManaged ? AWS_MANAGED_SNS_KEY : key, topicArn, deployment)];
  }
};

function verdictOnState(state: string, keyId: string, deployment: Deployment): Verdict {
  if (state === 'Enabled') return ok(`The topic is encrypted with the KMS key ${keyId}.`);
  return wrong(
    `The KMS key ${keyId} of the topic is ${state}, so SNS takes no alert.`,
    remedyFor(state, keyId, deployment),
  );
}

function remedyFor(state: string, keyId: string, deployment: Deployment): Remedy | string {
  switch (state) {
    case 'Disabled':
      return { remedy: 'Enable it:', command: enableKey(deployment, keyId) };
    case 'PendingDeletion':
      return {
        remedy: 'Keep the key, and enable it after that:',
        command: cancelKeyDeletion(deployment, keyId),
      };
    default:
      return 'What its state means, and what to do: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html';
  }
}

/** SNS makes its own key when a topic names it by this alias, but not where the alias is part of an ARN. */
function missing(keyId: string, topicArn: string, deployment: Deployment): Verdict {
  return wrong(`The KMS key ${keyId} of the topic does not exist here, so SNS takes no alert.`, {
    remedy:
      keyId === AWS_MANAGED_SNS_KEY
        ? 'Name it to the topic by its alias alone, which makes it:'
        : 'Name a key that exists as kmsKeyArn in notifier.config.ts, and deploy. Until then, use the key that AWS manages:',
    command: setTopicKey(deployment, topicArn, AWS_MANAGED_SNS_KEY),
  });
}
