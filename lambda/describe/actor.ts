import { AWS_INTERNAL } from '../domain/aws-internal.ts';
import { join, label, NOTHING, name, type Phrase, raw, say, words } from '../domain/phrase.ts';
import type { Actor, SessionEvent } from '../domain/session-event.ts';
import { isToolName } from '../domain/tool-names.ts';
import { actorName, role, startedAs } from './actor-name.ts';
import { identityName, personName } from './person.ts';

/** The name and, in brackets, what it is a name of, unless it says that itself. */
export function actorInFull(event: SessionEvent): Phrase {
  const { actor } = event;
  const foreign = actor.account !== undefined && actor.account !== event.account && actor.kind !== 'account';
  const details = [
    whatItIs(actor),
    foreign ? say`of account ${name(actor.account)}` : NOTHING,
    through(actor),
    actor.delegate === undefined ? NOTHING : say`delegated to a provider, account ${name(actor.delegate)}`,
    actor.typeInferred ? words('the event does not give the type of the identity') : NOTHING,
    perhaps(startedAs(event)),
  ];
  const inBrackets = join(details, ', ');
  return inBrackets.length === 0 ? nameOf(event) : say`${nameOf(event)} (${inBrackets})`;
}

/** The name without what stands in brackets behind it. */
function nameOf(event: SessionEvent): Phrase {
  const { actor } = event;
  switch (actor.kind) {
    case 'identity-center-user':
      return actor.idOnly ? identityName(actor.name) : actorName(event);
    case 'role-session':
      return actor.sourceIdentity === undefined ? actorName(event) : personName(actor.sourceIdentity);
    case 'account':
      return actor.account === undefined ? words('another account') : say`account ${name(actor.account)}`;
    case 'federated-user':
    case 'external-user':
    case 'other':
      return personName(actor.name);
    case 'unknown':
      return words('unidentified caller');
    default:
      return actorName(event);
  }
}

function perhaps(starter: string | undefined): Phrase {
  return starter === undefined ? NOTHING : say`perhaps ${personName(starter)}, judging by the session id`;
}

function through({ kind, via }: Actor): Phrase {
  if (via === undefined || kind === 'service') return NOTHING;
  return via === AWS_INTERNAL ? words('through AWS itself') : say`through ${name(via)}`;
}

function whatItIs(actor: Actor): Phrase {
  switch (actor.kind) {
    case 'iam-user':
      return words('IAM user');
    case 'identity-center-user':
      return actor.permissionSet === undefined
        ? words('IAM Identity Center user')
        : say`IAM Identity Center user, permission set ${identityName(actor.permissionSet)}`;
    case 'role-session':
      return roleSession(actor);
    case 'root':
      return join(
        [
          words(actor.assumed ? 'a central root session' : 'the root user'),
          actor.sourceIdentity === undefined
            ? NOTHING
            : say`source identity ${identityName(actor.sourceIdentity)}`,
        ],
        ', ',
      );
    case 'federated-user':
      return actor.federatedBy === undefined
        ? words('federated user')
        : say`federated user, by ${identityName(actor.federatedBy)}`;
    case 'external-user':
      return actor.provider === undefined
        ? words('user of an identity provider')
        : say`user of identity provider ${name(actor.provider)}`;
    case 'machine':
      return actor.inferred
        ? say`session ${identityName(actor.name)}, by its name ${words(article(actor.machine))} ${label(actor.machine)}`
        : say`session of ${role(actor.role)}`;
    // Its name says so.
    case 'service':
      return NOTHING;
    case 'account':
      return actor.principalId === undefined
        ? words('another account')
        : say`principal ${identityName(actor.principalId)}`;
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

function roleSession(actor: Extract<Actor, { readonly kind: 'role-session' }>): Phrase {
  if (actor.sourceIdentity !== undefined)
    return say`source identity of session ${identityName(actor.name)} of ${role(actor.role)}`;
  // The role stands in front already.
  if (actor.name === actor.role) return words('an unnamed session');
  if (isToolName(actor.name)) return say`session ${identityName(actor.name)}, named by a tool`;
  return say`session of ${role(actor.role)}`;
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}
