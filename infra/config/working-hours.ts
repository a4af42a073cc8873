import * as v from 'valibot';
import { DAYS, type WorkingHours } from '../../lambda/settings.ts';
import { choice, group, type Problem, report, selection, text } from './shapes.ts';

/** Working hours, of which the time zone may stand beside them. */
export type WorkingHoursConfig = Omit<WorkingHours, 'timeZone'> & Partial<Pick<WorkingHours, 'timeZone'>>;

const timeOfDay = v.pipe(text, v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day, such as 08:00'));

export const timeZone = v.pipe(
  text,
  v.check(isTimeZone, 'is not the name of a time zone, such as Europe/Berlin'),
);

export const workingHours = v.pipe(
  group({
    days: selection(choice('a day', DAYS)),
    from: timeOfDay,
    to: timeOfDay,
    timeZone: v.exactOptional(timeZone),
  }),
  v.rawCheck((context) => report(context, noHours)),
) satisfies v.GenericSchema<unknown, WorkingHoursConfig>;

function noHours({ from, to }: Pick<WorkingHours, 'from' | 'to'>): Problem[] {
  const message =
    'is when the hours begin, too, so they would never hold: leave workingHours out, or let them end at another time';
  return from === to ? [{ path: ['to'], value: to, message }] : [];
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    // Newer versions of Node.js take an offset, which would be wrong for half of the year.
    return /^[A-Z]/i.test(value);
  } catch {
    return false;
  }
}
