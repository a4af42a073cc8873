/**
 * Turns CloudTrail's `2026-05-04T09:00:07Z`, or a copy's `2026-05-04 09:00:07.000000000`, into ISO 8601 in UTC to the
 * second. Undefined for what is no time. A time without an offset is UTC, since CloudTrail writes no other.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function toIsoTime(eventTime: string | undefined): string | undefined {
  const [, date, time, offset = 'Z'] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(eventTime ?? '') ?? [];
  const instant = new Date(`${date}T${time}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : `${instant.toISOString().slice(0, 19)}Z`;
}
