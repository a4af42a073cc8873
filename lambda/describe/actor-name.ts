import { AWS_INTERNAL } from '../domain/aws-internal.ts';
import { label, NOTHING, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { Actor, SessionEvent } from '../domain/session-event.ts';
import { isToolName } from '../domain/tool-names.ts';
import { identityName, personName } from './person.ts';

type Of<Kind extends Actor['kind']> = Extract<Actor, { readonly kind: Kind }>;

/**
 * The shortest form that no other identity has: `freja` for a user, `Operations/freja` for a session of a role, whose name
 * whoever assumes the role chooses. Where a tool made that name the role stands alone: `someone with role Operations`.
 */
export function actorName(event: SessionEvent): Phrase {
  const { actor } = event;
  switch (actor.kind) {
    case 'iam-user':
      return personName(actor.name);
    case 'identity-center-user':
      return identityCenterUser(actor, startedAs(event));
    case 'role-session':
      return sessionOfRole(actor);
    case 'root':
      return rootOf(actor, event.account);
    case 'federated-user':
      return say`federated user ${identityName(actor.name)}${by(actor.federatedBy)}`;
    case 'external-user':
      return say`external user ${identityName(actor.name)}`;
    case 'machine':
      return actor.inferred
        ? someoneWith(actor.role)
        : say`${label(actor.machine)} ${identityName(actor.name)}`;
    case 'service':
      return actor.name === AWS_INTERNAL ? words('AWS itself') : say`AWS service ${name(actor.name)}`;
    case 'account':
      return account(actor);
    case 'other':
      return event.kind === 'test'
        ? personName(actor.name)
        : say`${personName(actor.name)} (type ${name(actor.type)})`;
    case 'unknown':
      return unidentified(startedAs(event));
    default:
      return actor satisfies never;
  }
}

/**
 * What is left of the shortest form where even that has no room: `role Operations`. Nobody else is called so, since a name that
 * holds a space is quoted. Empty where a name has to be kept whole.
 */
export function shorterActorName(actor: Actor): Phrase {
  switch (actor.kind) {
    case 'role-session':
      return actor.sourceIdentity === undefined && isNameless(actor) ? role(actor.role) : NOTHING;
    case 'machine':
      return actor.inferred ? role(actor.role) : NOTHING;
    case 'unknown':
      return words('unidentified caller');
    default:
      return NOTHING;
  }
}

/** The same at the start of a sentence. */
export function actorAsSubject(event: SessionEvent): Phrase {
  const { actor } = event;
  const isNamed = actor.kind !== 'unknown' && !(actor.kind === 'identity-center-user' && actor.idOnly);
  if (!isNamed) return say`An ${actorName(event)}`;
  const [first, ...rest] = actorName(event);
  // Root is a name, and stays as it is typed.
  if (typeof first !== 'string' || actor.kind === 'root') return actorName(event);
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest];
}

/** `role Operations` */
export function role(roleName: string | undefined): Phrase {
  return roleName === undefined ? words('an unknown role') : say`role ${identityName(roleName)}`;
}

/** The name in the id of a session that was just opened, where the identity names nobody. It is a hint and no proof. */
export function startedAs({ kind, outcome, actor, session }: SessionEvent): string | undefined {
  const isUnnamed = actor.kind === 'unknown' || (actor.kind === 'identity-center-user' && actor.idOnly);
  const isOwn = kind === 'started' && outcome.kind === 'succeeded' && session?.source === 'event';
  return isUnnamed && isOwn ? session.value.starter : undefined;
}

function unidentified(starter: string | undefined): Phrase {
  const caller = words('unidentified caller');
  return starter === undefined ? caller : say`${caller} (perhaps ${personName(starter)})`;
}

function identityCenterUser(actor: Of<'identity-center-user'>, starter: string | undefined): Phrase {
  if (actor.idOnly && starter !== undefined)
    return say`Identity Center user (perhaps ${personName(starter)})`;
  if (actor.idOnly) return say`Identity Center user ${identityName(actor.name)}`;
  // Only where Identity Center is known to have made the role is the name the directory's, and nobody's choice.
  return actor.inferred && actor.permissionSet !== undefined
    ? say`${identityName(actor.permissionSet)}/${identityName(actor.name)}`
    : personName(actor.name);
}

function sessionOfRole(actor: Of<'role-session'>): Phrase {
  const { sourceIdentity } = actor;
  if (sourceIdentity === undefined)
    return isNameless(actor) ? someoneWith(actor.role) : roleAndSession(actor);
  return say`${personName(sourceIdentity)} as ${isNameless(actor) ? role(actor.role) : roleAndSession(actor)}`;
}

/** Whether nobody chose the name of the session, so that it says nothing of who acted. */
function isNameless(actor: Of<'role-session'>): boolean {
  return actor.name === actor.role || isToolName(actor.name);
}

function roleAndSession({ role: roleName, name: sessionName }: Of<'role-session'>): Phrase {
  return roleName === undefined
    ? say`session ${identityName(sessionName)}`
    : say`${identityName(roleName)}/${identityName(sessionName)}`;
}

function someoneWith(roleName: string | undefined): Phrase {
  return say`someone with ${role(roleName)}`;
}

function account({ account, principalId }: Of<'account'>): Phrase {
  const number = account === undefined ? words('another account') : say`account ${name(account)}`;
  return principalId === undefined ? number : say`${number}/${identityName(principalId)}`;
}

function by(issuer: string | undefined): Phrase {
  return issuer === undefined ? NOTHING : say` of ${identityName(issuer)}`;
}

/** Root of the account in which the event happened, which every alert names, needs no more. */
function rootOf({ account }: Of<'root'>, eventAccount: string | undefined): Phrase {
  return account === undefined || account === eventAccount ? words('root') : say`root of ${name(account)}`;
}
