import type { SessionRecord } from './record-schema.ts';
import type { SessionEvent, Sourced } from './session-event.ts';

/** The part of the record that the event alone decides; the renderer adds what `describe` said. */
export type RecordedEvent = Omit<
  SessionRecord,
  'schemaVersion' | 'severity' | 'summary' | 'warnings' | 'links'
>;

/** The event in the published shape: the same facts, with each provenance beside its value. */
export function toRecord(event: SessionEvent): RecordedEvent {
  const { session, target, document, parameters } = event;
  return {
    ...event,
    session: session && flat(session),
    target: target && flat(target),
    document: document && flat(document),
    parameters: parameters.map(({ name, values }) => ({ name, values: [...values] })),
    origin:
      event.origin.kind === 'addresses'
        ? { ...event.origin, addresses: [...event.origin.addresses] }
        : event.origin,
  };
}

function flat<T extends object>({ value, source }: Sourced<T>): T & { source: Sourced<T>['source'] } {
  return { ...value, source };
}
