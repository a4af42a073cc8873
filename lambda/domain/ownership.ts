import { permissionSetOf } from './permission-set.ts';
import type { Actor, SessionEvent } from './session-event.ts';
import { isToolName } from './tool-names.ts';

/** Whether whoever resumes or ends a session started it. */
export type Ownership =
  /** By the same identity, as Session Manager confirms. */
  | { readonly kind: 'own'; readonly owner: Owner }
  | { readonly kind: 'another'; readonly owner: Owner }
  /** Under the name of the actor by another identity, as a rule with another role: people choose that name. */
  | { readonly kind: 'same-name'; readonly owner: Owner }
  | { readonly kind: 'unknown'; readonly owner?: Owner | undefined; readonly because: Doubt };

/** Why it cannot be told who started a session. */
export type Doubt =
  /** Nothing names whoever started it. */
  | 'no-owner'
  /** The id of the session bears the name of the actor, and nothing more is known. */
  | 'name-alone'
  /** Started by the same role session, which bears no person's name or is used by a provider: several may share it. */
  | 'shared-role-session'
  /** Started by the same role session, but the actor carries a person's source identity that its name does not. */
  | 'source-identity'
  /** The actor, or whoever started the session, has no name that is a person's. */
  | 'nameless'
  /** A service of AWS acted, which has no sessions. */
  | 'service';

/** Whoever started a session. */
export interface Owner {
  /** Absent where a tool made the name. */
  readonly name?: string | undefined;
  /** What the name is, whoever made it. */
  readonly sessionName: string;
  readonly role?: string | undefined;
  readonly account?: string | undefined;
  readonly arn?: string | undefined;
  /** A session's id only begins with a name, which whoever assumes a role chooses. */
  readonly source: 'look-up' | 'session-id';
}

/**
 * Compares the actor of a call with whoever started its session. An ARN that differs does not prove two people, and one that is
 * equal does not prove one; the session's id proves neither.
 */
export function ownershipOf(event: SessionEvent): Ownership {
  const owner = ownerOf(event);
  if (owner === undefined) return { kind: 'unknown', because: 'no-owner' };
  const { actor } = event;
  if (actor.kind === 'service') return { kind: 'unknown', owner, because: 'service' };
  if (isSameIdentity(actor, owner)) {
    const because = doubtOf(actor);
    return because === undefined ? { kind: 'own', owner } : { kind: 'unknown', owner, because };
  }
  const names = namesOf(actor);
  if (owner.name === undefined || names.length === 0) return { kind: 'unknown', owner, because: 'nameless' };
  if (!names.some((name) => isSameName(name, owner.name))) return { kind: 'another', owner };
  return owner.arn === undefined || actor.arn === undefined
    ? { kind: 'unknown', owner, because: 'name-alone' }
    : { kind: 'same-name', owner };
}

function ownerOf({ session, lookedUp }: SessionEvent): Owner | undefined {
  const { owner, ownerRole, ownerAccount, ownerArn } = lookedUp?.session ?? {};
  if (owner !== undefined) {
    const name = isToolName(owner) ? undefined : owner;
    const identity = { role: ownerRole, account: ownerAccount, arn: ownerArn };
    return { name, sessionName: owner, ...identity, source: 'look-up' };
  }
  const starter = session?.value.starter;
  return starter === undefined ? undefined : { name: starter, sessionName: starter, source: 'session-id' };
}

function isSameIdentity(actor: Actor, owner: Owner): boolean {
  if (actor.arn === undefined || owner.arn === undefined) return false;
  if (actor.arn === owner.arn) return true;
  // IAM has no two users whose names differ by case alone, while the names of role sessions may.
  if (actor.kind === 'iam-user') return isSameName(actor.arn, owner.arn);
  return isSameDirectoryUser(actor, owner);
}

/** A user of IAM Identity Center has a role for each permission set. An account has one directory, which gives the names. */
function isSameDirectoryUser(actor: Actor, owner: Owner): boolean {
  return (
    actor.kind === 'identity-center-user' &&
    !actor.inferred &&
    actor.permissionSet !== undefined &&
    permissionSetOf(owner.role) !== undefined &&
    actor.account === owner.account &&
    isSameName(actor.name, owner.name)
  );
}

/** Why the same identity need not be the same person. */
function doubtOf(actor: Actor): Doubt | undefined {
  if (actor.delegate !== undefined || actor.kind === 'machine') return 'shared-role-session';
  if (actor.kind === 'root' && actor.sourceIdentity !== undefined) return 'source-identity';
  if (actor.kind !== 'role-session') return undefined;
  const { sourceIdentity } = actor;
  if (sourceIdentity !== undefined && !isSameName(sourceIdentity, actor.name)) return 'source-identity';
  return isToolName(actor.name) ? 'shared-role-session' : undefined;
}

/** The names by which a person could have started a session. */
function namesOf(actor: Actor): readonly string[] {
  switch (actor.kind) {
    case 'account':
    case 'unknown':
      return [];
    case 'root':
      return ['root', ...present(actor.sourceIdentity)];
    case 'role-session':
      return [...present(actor.sourceIdentity), ...(isToolName(actor.name) ? [] : [actor.name])];
    case 'identity-center-user':
      return actor.idOnly ? [] : [actor.name];
    case 'machine':
      return actor.inferred ? [] : [actor.name, ...present(actor.sessionName)];
    default:
      return [actor.name, ...present(actor.sessionName)];
  }
}

function present(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [name];
}

function isSameName(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
