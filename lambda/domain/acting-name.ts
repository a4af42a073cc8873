import type { Actor } from './session-event.ts';

type NamedActor = Extract<Actor, { readonly name: string }>;

/**
 * The name under which somebody acts: of an IAM user, a role session, a user of Identity Center, a machine or a service
 * alike. A role session that carries the person at the start of its chain of roles acts under that person's name, since
 * whoever assumes a role chooses the name of its session. Undefined for an actor that has no name.
 */
export function actingName(actor: NamedActor): string;
export function actingName(actor: Actor): string | undefined;
export function actingName(actor: Actor): string | undefined {
  switch (actor.kind) {
    case 'root':
      return 'root';
    case 'role-session':
      return actor.sourceIdentity ?? actor.name;
    case 'account':
    case 'unknown':
      return undefined;
    default:
      return actor.name;
  }
}
