import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const EVENTS = join(__dirname, '..', '..', 'events');

/** Enough of an envelope to make other cases from it. */
export interface Envelope {
  readonly [field: string]: unknown;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A sample event by the name of its file: `fixture('start-iam-user')`. */
export function fixture(name: string): Envelope {
  return JSON.parse(readFileSync(join(EVENTS, `${name}.json`), 'utf8'));
}

/** All names in a folder of sample events, `.` for the valid ones. */
export function fixtureNames(folder: '.' | 'decoys' | 'invalid'): string[] {
  return readdirSync(join(EVENTS, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, basename(file, '.json')))
    .sort();
}

/** A session call like the named one, with other fields in its detail. */
export function variant(name: string, detail: Readonly<Record<string, unknown>>): Envelope {
  const envelope = fixture(name);
  return { ...envelope, detail: { ...envelope.detail, ...detail } };
}
