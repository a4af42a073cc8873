import { actingName } from './acting-name.ts';
import { ownershipOf } from './ownership.ts';
import type { SessionRecord } from './record-schema.ts';
import type { SessionEvent, Sourced } from './session-event.ts';

/** The part of the record that the event alone decides; the renderer adds the words that `describe` found. */
export type RecordedEvent = ReadonlyDeep<
  Omit<SessionRecord, 'schemaVersion' | 'severity' | 'summary' | 'warnings' | 'links'>
>;

/** The same type with every property read-only, as the domain has it. */
export type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T;

/** Turns an event into the shape that programs get: the same facts, with the source of each beside its value. */
export function toRecord(event: SessionEvent, accountName: string | undefined): RecordedEvent {
  const { kind, session, target, document } = event;
  const mayBeAnothers = kind === 'resumed' || kind === 'ended';
  return {
    ...event,
    accountName,
    actor: { ...event.actor, name: actingName(event.actor) },
    ownership: mayBeAnothers ? ownershipOf(event).kind : undefined,
    session: session && flat(session),
    target: target && flat(target),
    document: document && flat(document),
  };
}

function flat<T extends object>({ value, source }: Sourced<T>): T & { source: Sourced<T>['source'] } {
  return { ...value, source };
}
