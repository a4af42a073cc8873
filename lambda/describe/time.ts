/** Writes `2026-05-04T09:00:07Z` as `Mon, 4 May 2026, 09:00:07 UTC`. */
export function timeInFull(time: string): string {
  const [, day, date, monthAndYear, clock] =
    /^(\w+), 0?(\d+) (\w+ \d+) ([\d:]+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${day}, ${date} ${monthAndYear}, ${clock} UTC`;
}

/** Writes `2026-05-04T09:00:07Z` as `09:00Z`. */
export function timeOfDay(time: string): string {
  return `${time.slice(11, 16)}Z`;
}

/** Writes `2026-05-04T09:00:07Z` as `4 May 09:00Z`. */
export function dateAndTimeOfDay(time: string): string {
  return dateAndTime(time).replace(/:\d\dZ$/, 'Z');
}

/** Writes `2026-05-04T09:00:07Z` as `4 May 09:00:07Z`. */
export function dateAndTime(time: string): string {
  const [, date, month, clock] = /^\w+, 0?(\d+) (\w+) \d+ ([\d:]+)/.exec(new Date(time).toUTCString()) ?? [];
  return `${date} ${month} ${clock}Z`;
}
