import type { Log } from '../../lambda/log.ts';

/** A log that can be read again: all of its entries, and those that an operator has to act on. */
export function keptLog(): { readonly log: Log; readonly entries: object[]; readonly errors: object[] } {
  const entries: object[] = [];
  const errors: object[] = [];
  const keep = (entry: object) => void entries.push(entry);
  const keepError = (entry: object) => {
    errors.push(entry);
    keep(entry);
  };
  return { log: { info: keep, warn: keep, error: keepError }, entries, errors };
}
