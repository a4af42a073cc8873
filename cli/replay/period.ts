import { InvalidArgumentError } from 'commander';

const MS_OF = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A date, alone or with a time. Without a zone it is UTC, as everything in CloudTrail is. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * A point in time: `2h` before now (s, m, h, d), or in ISO 8601.
 *
 * @throws {InvalidArgumentError} for anything else
 */
export function toTime(text: string, now = new Date()): Date {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (amount !== undefined)
    return new Date(now.getTime() - Number(amount) * MS_OF[unit as keyof typeof MS_OF]);
  const [, , , , zone] = ISO.exec(text) ?? [];
  const time = ISO.test(text)
    ? new Date(text.includes('T') && zone === undefined ? `${text}Z` : text)
    : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError(
    'Give a duration, such as 30m, 2h or 3d, or a time, such as 2026-05-04T13:00Z.',
  );
}
