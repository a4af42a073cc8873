import { actingName } from './acting-name.ts';
import type { SessionRecord } from './record-schema.ts';
import type { SessionEvent, Sourced } from './session-event.ts';

/** The part of the record that the event alone decides; the renderer adds the words that `describe` found. */
export type RecordedEvent = ReadonlyDeep<
  Omit<SessionRecord, 'schemaVersion' | 'severity' | 'summary' | 'warnings' | 'links'>
>;

/** The same type with every property read-only, as the domain has it. */
export type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T;

/** The event in the published shape: the same facts, with each provenance beside its value. */
export function toRecord(event: SessionEvent, accountName: string | undefined): RecordedEvent {
  const { session, target, document } = event;
  return {
    ...event,
    accountName,
    actor: { ...event.actor, name: actingName(event.actor) },
    session: session && flat(session),
    target: target && flat(target),
    document: document && flat(document),
  };
}

function flat<T extends object>({ value, source }: Sourced<T>): T & { source: Sourced<T>['source'] } {
  return { ...value, source };
}
