import { DescribeKeyCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { allowsService, type ServiceRequest } from '../aws/resource-policy.ts';
import type { Clients } from './clients.ts';

/** The actions that a service needs on a key to deliver a message. */
const ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * Whether the policy of a customer managed KMS key lets a service deliver a message with it.
 *
 * @param key an id, an ARN or an alias
 * @throws {AwsError} when its policy cannot be read
 */
export async function keyAllows(
  key: string,
  request: Omit<ServiceRequest, 'action'>,
  { kms, call }: Clients,
): Promise<boolean> {
  const subject = `The KMS key ${key}`;
  const { KeyMetadata: { KeyId = key } = {} } = await call(
    'kms:DescribeKey',
    kms.send(new DescribeKeyCommand({ KeyId: key })),
    subject,
  );
  const { Policy } = await call(
    'kms:GetKeyPolicy',
    kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
    subject,
  );
  return ACTIONS.every((action) => allowsService(Policy, { ...request, action }));
}
