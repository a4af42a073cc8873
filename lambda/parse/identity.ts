import type * as v from 'valibot';
import { account, anything, fields, text } from './detail.ts';

/**
 * The fields of `userIdentity` that are read. Which of them are there depends on its `type`.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const UserIdentity = fields({
  type: text,
  principalId: text,
  arn: text,
  accountId: account,
  userName: text,
  identityProvider: text,
  invokedBy: text,
  invokedByDelegate: fields({ accountId: account }),
  onBehalfOf: fields({ userId: text }),
  inScopeOf: fields({ issuerType: text, credentialsIssuedTo: text }),
  sessionContext: fields({
    attributes: fields({ mfaAuthenticated: anything }),
    sessionIssuer: fields({ type: text, userName: text, arn: text }),
    sourceIdentity: text,
    ec2RoleDelivery: anything,
    assumedRoot: anything,
  }),
});

export type UserIdentity = v.InferOutput<typeof UserIdentity>;

/** CloudTrail writes booleans as text, some of its copies as booleans. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
