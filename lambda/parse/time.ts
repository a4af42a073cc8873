/**
 * Turns CloudTrail's `2026-05-04T09:00:07Z`, or a copy's `2026-05-04 09:00:07.000000000`, or seconds, milliseconds, micro-
 * or nanoseconds since 1970, into ISO 8601 in UTC to the second. Undefined for what is no time. A time without an offset is
 * UTC, since CloudTrail writes no other.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function toIsoTime(eventTime: unknown): string | undefined {
  if (typeof eventTime !== 'string' && typeof eventTime !== 'number') return undefined;
  const text = String(eventTime);
  const [, seconds] = /^(\d{10})(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?$/.exec(text) ?? [];
  if (seconds !== undefined) return toIso(new Date(Number(seconds) * 1000));
  const [, date, time, offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(?: UTC)?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  return toIso(new Date(`${date}T${time}${offset}`));
}

function toIso(instant: Date): string | undefined {
  return Number.isNaN(instant.getTime()) ? undefined : `${instant.toISOString().slice(0, 19)}Z`;
}
