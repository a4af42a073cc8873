import type { SessionRecord } from './record-schema.ts';
import type { SessionEvent, Sourced } from './session-event.ts';

/** The part of the record that the event alone decides; the renderer adds what `describe` said. */
export type RecordedEvent = ReadonlyDeep<
  Omit<SessionRecord, 'schemaVersion' | 'severity' | 'summary' | 'warnings' | 'links'>
>;

/** As the domain has it: nothing in an event is written to. */
export type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T;

/** The event in the published shape: the same facts, with each provenance beside its value. */
export function toRecord(event: SessionEvent, accountName: string | undefined): RecordedEvent {
  const { session, target, document } = event;
  return {
    ...event,
    accountName,
    actor: { ...event.actor, name: personOf(event.actor) },
    session: session && flat(session),
    target: target && flat(target),
    document: document && flat(document),
  };
}

/** The person first, else the machine or the service. */
function personOf(actor: SessionEvent['actor']): string | undefined {
  if (actor.kind === 'role-session') return actor.sourceIdentity ?? actor.name;
  return 'name' in actor ? actor.name : actor.kind === 'root' ? 'root' : undefined;
}

function flat<T extends object>({ value, source }: Sourced<T>): T & { source: Sourced<T>['source'] } {
  return { ...value, source };
}
