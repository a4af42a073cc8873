import * as v from 'valibot';
import type { LookupSettings } from '../../lambda/settings.ts';
import { group, list, text, wholeNumber } from './shapes.ts';

const tagKey = v.pipe(
  text,
  v.check((key) => key.trim() !== '' && key.length <= 128, 'is not the key of a tag: 1 to 128 characters'),
);

/** Enough for one answer, and no more than the time that the function has for it. */
const budgetMs = wholeNumber('is not a number of milliseconds from 100 to 5000', { from: 100, to: 5000 });

const lookupSettings = group({
  tags: v.exactOptional(list(tagKey)),
  budgetMs: v.exactOptional(budgetMs),
}) satisfies v.GenericSchema<unknown, Partial<LookupSettings>>;

/** False turns look-ups off. */
export const lookups = v.lazy((value) => (value === false ? v.literal(false) : lookupSettings));
