import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../lambda/domain/test-event.ts';

const EVENTS = join(__dirname, '..', '..', 'events');

/** Enough of an envelope to make other cases from it. */
export interface Envelope {
  readonly [field: string]: unknown;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * A sample event by the name of its file: `fixture('start-iam-user')`.
 *
 * @throws {Error} that names the file, if it is not there or not JSON
 */
export function fixture(name: string): Envelope {
  const text = readFileSync(join(EVENTS, `${name}.json`), 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`events/${name}.json is not JSON: ${cause}`, { cause });
  }
}

/** All names in a folder of sample events, `.` for the session calls. Those of the other folders begin with the folder. */
export function fixtureNames(folder: '.' | 'decoys' | 'invalid'): string[] {
  return readdirSync(join(EVENTS, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, basename(file, '.json')))
    .sort();
}

/** The session call of a sample, with other fields in its detail. */
export function variant(name: string, detail: Readonly<Record<string, unknown>>): Envelope {
  const envelope = fixture(name);
  return { ...envelope, detail: { ...envelope.detail, ...detail } };
}

/** What `doctor --send-test` puts on the bus. */
export function testEvent(id: string): Envelope {
  return {
    source: TEST_EVENT_SOURCE,
    'detail-type': TEST_EVENT_DETAIL_TYPE,
    account: '210987654321',
    region: 'eu-central-1',
    time: '2026-05-04T09:00:07Z',
    detail: { id, requestedBy: 'freja@laptop', time: '2026-05-04T09:00:07Z', marker: 'This is a test.' },
  };
}
