import { clean } from '../../lambda/text/clean.ts';

/**
 * The same value with every text in it fit for a terminal: on one line, and without characters that control the
 * terminal, do not show, or change the direction of writing.
 */
export function printable<Value>(value: Value): Value {
  return toPrintable(value) as Value;
}

function toPrintable(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(toPrintable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toPrintable(one)]));
}
