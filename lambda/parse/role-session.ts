import { permissionSetOf } from '../domain/permission-set.ts';
import type { ActorIdentity } from '../domain/session-event.ts';
import { afterColon, afterLastSlash, parseArn } from './arn.ts';
import type { UserIdentity } from './identity.ts';

/** The machines that CloudTrail names in `inScopeOf.issuerType`. */
const MACHINES: ReadonlyMap<string, string> = new Map([
  ['AWS::EC2::Instance', 'EC2 instance'],
  ['AWS::Lambda::Function', 'Lambda function'],
  ['AWS::ECS::Task', 'ECS task'],
  ['AWS::EKS::Pod', 'EKS pod'],
]);

/**
 * Who is behind an assumed role: a user of IAM Identity Center, a machine, a service with a service-linked role, or
 * whoever named the session so.
 */
export function roleSession(identity: UserIdentity): ActorIdentity | undefined {
  const role = roleName(identity);
  const name = roleSessionName(identity) ?? role;
  if (name === undefined) return undefined;
  const service = linkedService(identity);
  if (service !== undefined) return { kind: 'service', name: service };
  const permissionSet = isIdentityCenterRole(identity) ? permissionSetOf(role) : undefined;
  if (permissionSet !== undefined) {
    const inferred = identity.sessionContext.sessionIssuer.arn === undefined || undefined;
    return { kind: 'identity-center-user', name, permissionSet, inferred };
  }
  const { sourceIdentity } = identity.sessionContext;
  return machine(identity, name, role) ?? { kind: 'role-session', name, role, sourceIdentity };
}

/** The name that the caller of AssumeRole gave the session: the last part of the ARN, or of the principal id. */
export function roleSessionName(identity: UserIdentity): string | undefined {
  const [, , inArn] = parseArn(identity.arn)?.resource.split('/') ?? [];
  return inArn || afterColon(identity.principalId);
}

function roleName({ arn, sessionContext }: UserIdentity): string | undefined {
  const issuer = sessionContext.sessionIssuer;
  const issuerArn = parseArn(issuer.arn);
  const [, inArn] = parseArn(arn)?.resource.split('/') ?? [];
  return issuer.userName ?? (issuerArn && afterLastSlash(issuerArn.resource)) ?? (inArn || undefined);
}

/** Only IAM Identity Center can put a role under this path, while anybody may choose a role's name. */
function isIdentityCenterRole({ sessionContext }: UserIdentity): boolean {
  const { arn } = sessionContext.sessionIssuer;
  return arn === undefined || arn.includes(':role/aws-reserved/sso.amazonaws.com/');
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html */
function linkedService({ sessionContext }: UserIdentity): string | undefined {
  return /:role\/aws-service-role\/([^/]+)\//.exec(sessionContext.sessionIssuer.arn ?? '')?.[1];
}

/**
 * A machine's own role. An instance's session is named after the instance; where CloudTrail does not confirm it
 * (`ec2RoleDelivery`, or the principal id of default host management), a person may have chosen that name.
 */
function machine(identity: UserIdentity, name: string, role: string | undefined): ActorIdentity | undefined {
  const { issuerType, credentialsIssuedTo } = identity.inScopeOf;
  if (issuerType !== undefined) {
    const scope = parseArn(credentialsIssuedTo)?.resource;
    const issuedTo = scope && (afterLastSlash(scope) ?? afterColon(scope));
    return {
      kind: 'machine',
      machine: MACHINES.get(issuerType) ?? 'machine',
      name: issuedTo ?? name,
      role,
      inferred: false,
    };
  }
  if (!/^i-[0-9a-f]+$/i.test(name)) return undefined;
  const confirmed =
    identity.sessionContext.ec2RoleDelivery != null || /:aws:ec2-instance:/.test(identity.principalId ?? '');
  return { kind: 'machine', machine: 'EC2 instance', name, role, inferred: !confirmed };
}
