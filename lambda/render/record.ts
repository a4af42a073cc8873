import type { Digest } from '../domain/digest.ts';
import type { Notice } from '../domain/notice.ts';
import type { ReadonlyDeep } from '../domain/record.ts';
import type { DigestRecord, SessionRecord } from '../domain/record-schema.ts';
import { bytesAsJson, escapeUnsafe } from './json.ts';
import { MAIL } from './readers.ts';
import { write } from './write.ts';

/** SNS takes 262,144 bytes for the whole message, which holds the record five times. */
const MAX_BYTES = 28_000;

/** In a message, which is JSON once more, a quotation mark takes two bytes and any other character up to three. */
const MAX_BYTES_OF_A_CHARACTER = 3;

/** The limits that are tried in turn until the record fits: free text is cut first, ids last. */
const LIMITS = [
  { freeText: 2048, id: 1024, items: 100 },
  { freeText: 512, id: 1024, items: 25 },
  { freeText: 128, id: 1024, items: 10 },
  { freeText: 32, id: 512, items: 4 },
  { freeText: 32, id: 128, items: 4 },
  { freeText: 16, id: 40, items: 4 },
] as const;

const FREE_TEXT = new Set(['values', 'raw', 'reason', 'message', 'command', 'summary', 'sentence']);

/** How long a value in a digest may be: enough to find the event in CloudTrail and the session in Session Manager. */
const MAX_ENTRY_CHARACTERS = 256;

/**
 * The normalised record as JSON, for programs. Nothing is lost to escaping: what is unsafe to show stands as `\uXXXX`,
 * which a JSON parser undoes.
 */
export function renderRecord({ record, severity, headline, warnings, links }: Notice): string {
  const whole = {
    schemaVersion: 1,
    ...record,
    severity,
    summary: write(headline, MAIL),
    warnings: warnings.map(({ code, severity, sentence }) => ({
      code,
      severity,
      sentence: write(sentence, MAIL),
    })),
    links,
  } satisfies ReadonlyDeep<SessionRecord>;
  return toBoundedJson(whole);
}

/** The digest as JSON, for programs: the facts of each event that tell it from others. It omits none. */
export function renderRecordDigest({ severity, total, outcomes, groups }: Digest): string {
  const notices = groups.flatMap(({ succeeded, refused }) => [...succeeded, ...refused]);
  const record: DigestRecord = {
    schemaVersion: 1,
    kind: 'digest',
    severity,
    total,
    outcomes: Object.fromEntries(outcomes),
    events: notices.map(toEntry),
    omitted: 0,
  };
  return escapeUnsafe(JSON.stringify(record));
}

/** Whether the record of the digest has room in a message. That of a single event always has. */
export function fitsRecordDigest(digest: Digest): boolean {
  return bytesAsJson(renderRecordDigest(digest)) <= MAX_BYTES;
}

function toEntry({ record, severity }: Notice): DigestRecord['events'][number] {
  const { actor, session, target, outcome } = record;
  const short = (text: string | undefined) => text?.slice(0, MAX_ENTRY_CHARACTERS).toWellFormed();
  return {
    eventId: short(record.eventId),
    kind: record.kind,
    outcome: outcome.kind,
    severity,
    time: record.time,
    account: short(record.account),
    region: short(record.region),
    actor: short(actor.name ?? actor.kind),
    actorKind: actor.kind,
    target: short(target?.id),
    session: short(session?.id),
  };
}

function toBoundedJson(whole: ReadonlyDeep<SessionRecord>): string {
  let json = JSON.stringify(whole);
  // Escaping takes its time with what is too long anyway.
  if (json.length <= MAX_BYTES) {
    json = escapeUnsafe(json);
    // Most records are so short that they fit however they are written.
    if (json.length * MAX_BYTES_OF_A_CHARACTER <= MAX_BYTES) return json;
  }
  for (const limits of LIMITS) {
    json = escapeUnsafe(JSON.stringify({ ...cutAll(whole, limits), truncated: true }));
    if (bytesAsJson(json) <= MAX_BYTES) break;
  }
  return json;
}

/** The same record with long text and long lists cut. Text in a list goes by the name of the list. */
function cutAll<T>(value: T, limits: (typeof LIMITS)[number], field = ''): T {
  if (typeof value === 'string') {
    const limit = FREE_TEXT.has(field) ? limits.freeText : limits.id;
    return (value.length <= limit ? value : `${value.slice(0, limit).toWellFormed()}…`) as T;
  }
  if (Array.isArray(value))
    return value.slice(0, limits.items).map((item) => cutAll(item, limits, field)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, cutAll(inner, limits, key)]);
  return Object.fromEntries(entries);
}
