import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kinds of events whose processing is measured. */
export const KINDS = ['start', 'denied', 'hostile', 'digest'] as const;
export type Kind = (typeof KINDS)[number];

const EVENTS = join(import.meta.dirname, '..', 'events');

/** How many events are measured in one digest. */
const DIGEST_EVENTS = 100;

/** Writes the sample events of each kind into one file each, as a JSON list. Returns the paths. */
export function writeEvents(directory: string): Record<Kind, string> {
  const names = readdirSync(EVENTS).filter((name) => name.endsWith('.json'));
  return {
    start: writeList(directory, 'start', ['start-iam-user.json']),
    denied: writeList(
      directory,
      'denied',
      names.filter((name) => name.startsWith('start-denied-')),
    ),
    hostile: writeList(
      directory,
      'hostile',
      names.filter((name) => name.startsWith('hostile-')),
    ),
    digest: writeList(directory, 'digest', names.slice(0, DIGEST_EVENTS)),
  };
}

function writeList(directory: string, kind: Kind, names: readonly string[]): string {
  const file = join(directory, `events-${kind}.json`);
  const events = names.map((name) => JSON.parse(readFileSync(join(EVENTS, name), 'utf8')));
  writeFileSync(file, JSON.stringify(events));
  return file;
}
