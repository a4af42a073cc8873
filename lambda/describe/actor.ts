import { actingName } from '../domain/acting-name.ts';
import { join, label, NOTHING, name, type Phrase, raw, say, words } from '../domain/phrase.ts';
import type { Actor } from '../domain/session-event.ts';

/**
 * The name a colleague would use. The person comes first: at the start of a chain of roles it is the source
 * identity.
 */
export function actorName(actor: Actor): Phrase {
  switch (actor.kind) {
    case 'root':
      return actor.account === undefined ? words('root') : say`root of ${name(actor.account)}`;
    case 'machine':
      return actor.inferred ? [name(actor.name)] : say`${label(actor.machine)} ${name(actor.name)}`;
    case 'account':
      return actor.account === undefined ? words('another account') : say`account ${name(actor.account)}`;
    case 'unknown':
      return words('unknown actor');
    case 'iam-user':
    case 'identity-center-user':
    case 'role-session':
    case 'federated-user':
    case 'external-user':
    case 'service':
    case 'other':
      return [name(actingName(actor))];
    default:
      return actor satisfies never;
  }
}

/** The name and, in brackets, what it is a name of. */
export function actorInFull(actor: Actor, eventAccount: string | undefined): Phrase {
  const foreign = actor.account !== undefined && actor.account !== eventAccount && actor.kind !== 'account';
  const details = [
    whatItIs(actor),
    foreign ? say`of account ${name(actor.account)}` : NOTHING,
    actor.via !== undefined && actor.kind !== 'service' ? say`through ${name(actor.via)}` : NOTHING,
    actor.delegate === undefined ? NOTHING : say`delegated to a provider, account ${name(actor.delegate)}`,
  ];
  return say`${actorName(actor)} (${join(details, ', ')})`;
}

function whatItIs(actor: Actor): Phrase {
  switch (actor.kind) {
    case 'iam-user':
      return words('IAM user');
    case 'identity-center-user':
      return actor.permissionSet === undefined
        ? words('IAM Identity Center user')
        : say`IAM Identity Center user, permission set ${name(actor.permissionSet)}`;
    case 'role-session':
      return actor.sourceIdentity === undefined
        ? say`${words(actor.name === actor.role ? 'an unnamed session' : 'session')} of ${role(actor.role)}`
        : say`source identity of session ${name(actor.name)} of ${role(actor.role)}`;
    case 'root':
      return join(
        [
          words(actor.assumed ? 'a central root session' : 'the root user'),
          actor.sourceIdentity === undefined ? NOTHING : say`source identity ${name(actor.sourceIdentity)}`,
        ],
        ', ',
      );
    case 'federated-user':
      return actor.federatedBy === undefined
        ? words('federated user')
        : say`federated user, by ${name(actor.federatedBy)}`;
    case 'external-user':
      return actor.provider === undefined
        ? words('user of an identity provider')
        : say`user of identity provider ${name(actor.provider)}`;
    case 'machine':
      return actor.inferred
        ? say`by its session name ${words(article(actor.machine))} ${label(actor.machine)}, of ${role(actor.role)}`
        : say`session of ${role(actor.role)}`;
    case 'service':
      return words('an AWS service');
    case 'account':
      return actor.principalId === undefined
        ? words('another account')
        : say`principal ${name(actor.principalId)}`;
    case 'other':
      return say`identity of type ${name(actor.type)}`;
    case 'unknown':
      return actor.raw === 'null'
        ? words('the event names nobody')
        : say`identity as received: ${raw(actor.raw)}`;
    default:
      return actor satisfies never;
  }
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}

function role(roleName: string | undefined): Phrase {
  return roleName === undefined ? words('an unknown role') : say`role ${name(roleName)}`;
}
