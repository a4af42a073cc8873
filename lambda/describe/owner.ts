import { type Doubt, type Owner, ownershipOf } from '../domain/ownership.ts';
import { permissionSetOf } from '../domain/permission-set.ts';
import { type Phrase, say, typed, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { role } from './actor-name.ts';
import { identityName, personName } from './person.ts';

/** `freja's session`, `their own session`, `a session started as Operations/freja`. */
export function whoseSession(event: SessionEvent): Phrase {
  const { kind, owner } = ownershipOf(event);
  if (kind === 'own') return words('their own session');
  if (owner === undefined) return words('a session');
  if (owner.name === undefined) return say`a session of ${role(owner.role)}`;
  return kind === 'another'
    ? say`${ownerName(owner)}'s session`
    : say`a session started as ${ownerName(owner)}`;
}

/** Who started the session, in full, as far as anything says. */
export function ownerInFull(event: SessionEvent): Phrase | undefined {
  const { owner } = ownershipOf(event);
  if (owner === undefined) return undefined;
  if (owner.name === undefined)
    return say`someone with ${role(owner.role)}, session ${identityName(owner.sessionName)}`;
  return owner.role === undefined
    ? ownerName(owner)
    : say`${identityName(owner.name)} of ${role(owner.role)}`;
}

/** What a reader has to know of whose session it is, unless the headline says it all. */
export function ownershipWarning(event: SessionEvent): Phrase | undefined {
  const ownership = ownershipOf(event);
  const owner = ownerInFull(event);
  if (owner === undefined) return undefined;
  switch (ownership.kind) {
    case 'own':
      return undefined;
    case 'another':
      return ownership.owner.source === 'look-up'
        ? say`This session belongs to someone else: ${owner}.`
        : say`Judging by its id, this session belongs to someone else: ${owner}.`;
    case 'same-name':
      return say`This session was started under the same name ${withWhat(ownership.owner)}. Whether by the same person is not known.`;
    case 'unknown':
      return doubt(ownership.because);
    default:
      return ownership satisfies never;
  }
}

function doubt(because: Doubt): Phrase | undefined {
  switch (because) {
    case 'no-owner':
    case 'name-alone':
    case 'shared-role-session':
    case 'service':
      return undefined;
    case 'source-identity':
      return words(
        'This session was started by the same role session, which several people may share. Whether by the same person is not known.',
      );
    case 'nameless':
      return words(
        'Whether the same person started this session is not known, because at least one of the two names is not that of a person.',
      );
    default:
      return because satisfies never;
  }
}

function withWhat({ role: roleName }: Owner): Phrase {
  return roleName === undefined ? words('without a role') : say`with ${role(roleName)}`;
}

/** Users keep their plain names; whoever assumes a role chooses the name of its session. */
function ownerName(owner: Owner): Phrase {
  const { role: roleName, sessionName, source, arn } = owner;
  if (arn?.endsWith(':root')) return words('root');
  // Whoever assumes a role can give its session that name, and the id does not tell it from root's.
  if (source === 'session-id' && /^root\b/i.test(sessionName)) return say`"${typed(sessionName)}"`;
  if (roleName === undefined || permissionSetOf(roleName) !== undefined) return personName(sessionName);
  return say`${identityName(roleName)}/${identityName(sessionName)}`;
}
