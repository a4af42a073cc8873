import { isIP } from 'node:net';
import * as v from 'valibot';
import { DAYS, type WorkingHours } from '../../lambda/settings.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import { accountId, choice, group, list, type Problem, report, selection, sentence, text } from './values.ts';

const tagKey = v.pipe(
  text,
  v.check((key) => key.trim() !== '' && key.length <= 128, 'is not the key of a tag: 1 to 128 characters'),
);

/** Enough for one answer, and no more than the time that the function has for it. */
const budgetMs = wholeNumber('is not a number of milliseconds from 100 to 5000', { from: 100, to: 5000 });

const lookUps = group({ tags: v.exactOptional(list(tagKey)), budgetMs: v.exactOptional(budgetMs) });

const timeOfDay = v.pipe(text, v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day, such as 08:00'));

const timeZone = v.pipe(text, v.check(isTimeZone, 'is not the name of a time zone, such as Europe/Berlin'));

const workingHours = v.pipe(
  group({
    days: selection(choice('a day', DAYS)),
    from: timeOfDay,
    to: timeOfDay,
    timeZone,
  }),
  v.rawCheck((context) => report(context, noHours)),
);

function noHours({ from, to }: Pick<WorkingHours, 'from' | 'to'>): Problem[] {
  const message =
    'is when the hours begin, too, so they would never hold: leave workingHours out, or let them end at another time';
  return from === to ? [{ path: ['to'], value: to, message }] : [];
}

const reservedConcurrency = wholeNumber('is not a number of copies from 1 to 9', { from: 1, to: 9 });

const windowSeconds = wholeNumber('is not a number of seconds from 1 to 300', { from: 1, to: 300 });

const DELIVERY_MODES = ['direct', 'buffered'] as const satisfies readonly DeliveryMode['mode'][];

const delivery = v.lazy((value) => {
  if (isGroup(value) && value.mode === 'direct') return directDelivery;
  return isGroup(value) && value.mode === 'buffered' ? bufferedDelivery : unknownDelivery;
}) as v.GenericSchema<DeliveryMode>;

const directDelivery = group({
  mode: v.literal('direct'),
  reservedConcurrency: v.exactOptional(reservedConcurrency),
});

const bufferedDelivery = group({ mode: v.literal('buffered'), windowSeconds });

/** Which names what is wrong with the mode. */
const unknownDelivery = v.looseObject(
  { mode: choice('a way of delivery', DELIVERY_MODES) },
  'is not a group of settings',
);

/** Not left to cidr-tools, which reads 300.1.1.1/8 and 10.0.0.0/33 as something. */
const network = v.pipe(text, v.check(isNetwork, 'is not a network, such as 203.0.113.0/24'));

/** The settings that hold for every audience. */
export const commonSettings = {
  accountNames: v.exactOptional(v.record(accountId, sentence, 'is not a group of settings')),
  lookups: v.exactOptional(v.lazy((value) => (value === false ? v.literal(false) : lookUps))),
  workingHours: v.exactOptional(workingHours),
  knownNetworks: v.exactOptional(list(network)),
  delivery: v.exactOptional(delivery),
  deduplicate: v.exactOptional(v.boolean('is neither true nor false')),
} satisfies v.ObjectEntries;

function wholeNumber(message: string, { from, to }: { readonly from: number; readonly to: number }) {
  return v.pipe(
    v.number('is not a number'),
    v.check((value) => Number.isInteger(value) && value >= from && value <= to, message),
  );
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
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

function isNetwork(value: string): boolean {
  const [address = '', bits = '', ...rest] = value.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return /^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= longest && rest.length === 0;
}
