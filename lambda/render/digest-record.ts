import type { Digest } from '../describe/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { DigestRecord } from '../domain/record-schema.ts';
import { escapeUnsafe, MOST_RECORD_BYTES } from './record.ts';

/** Enough to find the event in CloudTrail and the session in Session Manager. */
const MOST_CHARACTERS = 256;

/** The digest as JSON, for programs: the facts of each event that tell it from others, as many as fit. */
export function renderDigestRecord(digest: Digest): string {
  const events = digest.groups.flatMap(({ notices }) => notices.map(toEntry));
  let kept = events.length;
  for (;;) {
    const record: DigestRecord = {
      schemaVersion: 1,
      kind: 'digest',
      severity: digest.severity,
      total: digest.total,
      outcomes: Object.fromEntries(digest.outcomes),
      events: events.slice(0, kept),
      omitted: events.length - kept,
    };
    const json = escapeUnsafe(JSON.stringify(record));
    const size = new TextEncoder().encode(JSON.stringify(json)).length;
    if (size <= MOST_RECORD_BYTES || kept === 0) return json;
    kept = Math.floor((kept * MOST_RECORD_BYTES) / (size + 1));
  }
}

function toEntry({ record, severity }: Notice): DigestRecord['events'][number] {
  const { actor, session, target, outcome } = record;
  const short = (text: string | undefined) => text?.slice(0, MOST_CHARACTERS).toWellFormed();
  return {
    eventId: short(record.eventId),
    kind: record.kind,
    outcome: outcome.kind,
    severity,
    time: record.time,
    account: short(record.account),
    region: short(record.region),
    actor: short(actor.name ?? actor.kind),
    target: short(target?.id),
    session: short(session?.id),
  };
}
