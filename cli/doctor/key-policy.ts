import { DescribeKeyCommand, GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { allowsService, type ServiceRequest } from '../aws/resource-policy.ts';
import type { Clients } from './clients.ts';

/** What a service needs of a key to hand over a message. */
const ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'];

/**
 * Whether a KMS key of one's own may be used by a service that hands over a message.
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
