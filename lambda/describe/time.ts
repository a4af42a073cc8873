/**
 * `Mon, 4 May 2026, 09:00:07 UTC`. Where the readers have a time zone, their own time comes first:
 * `Mon, 4 May 2026, 11:00:07 Europe/Berlin (09:00:07 UTC)`.
 *
 * @param time ISO 8601 in UTC, as everywhere here
 */
export function timeInFull(time: string, timeZone?: string): string {
  const utc = partsOf(time, 'UTC');
  if (timeZone === undefined || timeZone === 'UTC') return `${utc.day}, ${utc.clock} UTC`;
  const local = partsOf(time, timeZone);
  const utcDay = utc.day === local.day ? '' : `${utc.day}, `;
  return `${local.day}, ${local.clock} ${timeZone} (${utcDay}${utc.clock} UTC)`;
}

/** `2026-05-04T09:00:07Z` as `09:00Z`; where the readers have a time zone, as `11:00 (09:00Z)`. */
export function timeOfDay(time: string, timeZone?: string): string {
  const utc = `${time.slice(11, 16)}Z`;
  return timeZone === undefined || timeZone === 'UTC'
    ? utc
    : `${partsOf(time, timeZone).clock.slice(0, 5)} (${utc})`;
}

/** `2026-05-04T09:00:07Z` as `4 May`. */
export function dateInBrief(time: string): string {
  const [, date, month] = /^\w+, 0?(\d+) (\w+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${date} ${month}`;
}

/** `2026-05-04T09:00:07Z` as `4 May 09:00Z`. */
export function dateAndTimeOfDay(time: string): string {
  return `${dateInBrief(time)} ${timeOfDay(time)}`;
}

/** `2026-05-04T09:00:07Z` as `4 May 09:00:07Z`. */
export function dateAndTime(time: string): string {
  return `${dateInBrief(time)} ${time.slice(11, 19)}Z`;
}

/** `Mon, 4 May 2026` and `09:00:07`, as they are in a time zone. */
function partsOf(time: string, timeZone: string): { readonly day: string; readonly clock: string } {
  if (timeZone === 'UTC') {
    const [, weekday, date, rest] = /^(\w+, )0?(\d+) (\w+ \d+)/.exec(new Date(time).toUTCString()) ?? [];
    return { day: `${weekday}${date} ${rest}`, clock: time.slice(11, 19) };
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]),
  );
  return {
    day: `${parts.weekday}, ${parts.day} ${parts.month} ${parts.year}`,
    clock: `${parts.hour}:${parts.minute}:${parts.second}`,
  };
}
