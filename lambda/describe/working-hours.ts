import { DAYS, type Day, type WorkingHours } from '../settings.ts';

/** Whether an instant, ISO 8601, is in working hours where the people are. Hours may go past midnight. */
export function isWorkingTime(time: string, { days, from, to, timeZone }: WorkingHours): boolean {
  const { day, clock } = localTime(time, timeZone);
  if (from <= to) return days.includes(day) && clock >= from && clock < to;
  // After midnight the day on which the hours began is the day before.
  return clock >= from ? days.includes(day) : clock < to && days.includes(dayBefore(day));
}

function localTime(time: string, timeZone: string): { day: Day; clock: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(
    format.formatToParts(new Date(time)).map(({ type, value }) => [type, value]),
  );
  return { day: parts.weekday as Day, clock: `${parts.hour}:${parts.minute}` };
}

function dayBefore(day: Day): Day {
  return DAYS.at(DAYS.indexOf(day) - 1) ?? day;
}
