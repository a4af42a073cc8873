import * as v from 'valibot';
import { AWS_INTERNAL, isAwsInternal } from '../domain/aws-internal.ts';
import type { Actor, ActorIdentity } from '../domain/session-event.ts';
import { afterColon, afterLastSlash, parseArn } from './arn.ts';
import { isTrue, UserIdentity } from './identity.ts';
import { roleSession, roleSessionName } from './role-session.ts';
import { toRedactedJson } from './secrets.ts';

/** `invokedBy` of calls that a person made in the console: no service acted for them. */
const CONSOLE_SIGN_IN = 'signin.amazonaws.com';

/** CloudTrail's stand-in for a user name that it withholds. */
export const HIDDEN_NAME = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/**
 * Who made the call, from any `userIdentity`: the person first where there is one, machines and services as what they
 * are, and an unknown actor with the raw identity for anything that names nobody.
 *
 * @param directoryName the name that IAM Identity Center writes beside the identity, in `additionalEventData`
 */
export function toActor(userIdentity: unknown, directoryName?: string): Actor {
  const given = v.parse(UserIdentity, userIdentity);
  const identity = {
    ...given,
    type: given.type ?? typeOfArn(given.arn),
    invokedBy: serviceName(given.invokedBy),
  };
  const { sessionContext, invokedBy } = identity;
  const mfa = sessionContext.attributes.mfaAuthenticated;
  return {
    ...(identify(identity, directoryName) ?? { kind: 'unknown', raw: toRedactedJson(userIdentity ?? null) }),
    account: identity.accountId ?? (parseArn(identity.arn)?.account || undefined),
    arn: identity.arn,
    principalId: identity.principalId,
    sessionName: sessionNameOf(identity),
    mfa: mfa === undefined || mfa === null ? undefined : isTrue(mfa),
    via: identity.type === undefined || invokedBy === CONSOLE_SIGN_IN ? undefined : invokedBy,
    delegate: identity.invokedByDelegate.accountId,
    typeInferred: (given.type === undefined && identity.type !== undefined) || undefined,
  };
}

/** Hand-made events and copies leave the type out, while the ARN says as much. */
function typeOfArn(arn: string | undefined): string | undefined {
  const { service, resource = '' } = parseArn(arn) ?? {};
  if (service !== 'iam' && service !== 'sts') return undefined;
  if (resource === 'root') return 'Root';
  if (resource.startsWith('user/')) return 'IAMUser';
  if (resource.startsWith('federated-user/')) return 'FederatedUser';
  return resource.startsWith('assumed-role/') ? 'AssumedRole' : undefined;
}

function serviceName(invokedBy: string | undefined): string | undefined {
  return invokedBy !== undefined && isAwsInternal(invokedBy) ? AWS_INTERNAL : invokedBy;
}

function identify(identity: UserIdentity, directoryName: string | undefined): ActorIdentity | undefined {
  const { type, principalId, sessionContext, invokedBy } = identity;
  const issuer = sessionContext.sessionIssuer;
  switch (type) {
    case 'Root':
      return root(identity);
    case 'AssumedRole':
      return isTrue(sessionContext.assumedRoot) ? root(identity) : roleSession(identity);
    case 'IAMUser':
      return named('iam-user', nameOf(identity));
    case 'FederatedUser': {
      const name = nameInArn(identity) ?? afterColon(principalId) ?? userName(identity);
      return name === undefined
        ? undefined
        : { kind: 'federated-user', name, federatedBy: issuerName(issuer) };
    }
    case 'SAMLUser':
    case 'WebIdentityUser': {
      const name = userName(identity) ?? subjectOf(principalId);
      return name === undefined
        ? undefined
        : { kind: 'external-user', name, provider: identity.identityProvider };
    }
    case 'AWSAccount':
      return identity.accountId === undefined ? undefined : { kind: 'account' };
    case 'AWSService':
    case undefined:
      return named('service', invokedBy);
    case 'IdentityCenterUser':
      return directoryUser(directoryName ?? userName(identity), identity.onBehalfOf.userId);
    default: {
      const name = nameOf(identity) ?? principalId;
      return name === undefined ? undefined : { kind: 'other', name, type };
    }
  }
}

/** Whoever called GetFederationToken. An IAM user may be called root, and is not root. */
function issuerName({ type, userName }: UserIdentity['sessionContext']['sessionIssuer']): string | undefined {
  if (type === 'Root') return 'root';
  return userName?.toLowerCase() === 'root' ? `user/${userName}` : userName;
}

function directoryUser(name: string | undefined, userId: string | undefined): ActorIdentity | undefined {
  if (name !== undefined) return { kind: 'identity-center-user', name };
  return userId === undefined ? undefined : { kind: 'identity-center-user', name: userId, idOnly: true };
}

/** Root is known by its type alone: its `userName` is the account's alias, and an IAM user may be called root. */
function root({ sessionContext }: UserIdentity): ActorIdentity {
  return {
    kind: 'root',
    assumed: isTrue(sessionContext.assumedRoot),
    sourceIdentity: sessionContext.sourceIdentity,
  };
}

/** `<provider>:<audience>:<subject>`, whose subject may hold colons: `system:serviceaccount:ops:debugger`. */
function subjectOf(principalId: string | undefined): string | undefined {
  return /:(system:serviceaccount:.+)$/.exec(principalId ?? '')?.[1] ?? afterColon(principalId);
}

/** The name that Session Manager puts in front of the ids of this identity's sessions. */
function sessionNameOf(identity: UserIdentity): string | undefined {
  switch (identity.type) {
    case 'Root':
      return 'root';
    case 'AssumedRole':
      return roleSessionName(identity);
    default:
      return nameOf(identity);
  }
}

function nameOf(identity: UserIdentity): string | undefined {
  return userName(identity) ?? nameInArn(identity);
}

function userName(identity: UserIdentity): string | undefined {
  return identity.userName === HIDDEN_NAME ? undefined : identity.userName;
}

function nameInArn(identity: UserIdentity): string | undefined {
  const arn = parseArn(identity.arn);
  return arn && afterLastSlash(arn.resource);
}

function named<const Kind extends 'iam-user' | 'service'>(
  kind: Kind,
  name: string | undefined,
): ActorIdentity | undefined {
  return name === undefined ? undefined : { kind, name };
}
