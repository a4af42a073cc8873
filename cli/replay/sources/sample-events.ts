import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const SAMPLE_EVENTS = join(import.meta.dirname, '..', '..', '..', 'events');

/** Session calls, and calls that are none. What is there to be refused or to be unpacked is elsewhere. */
const FOLDERS = ['.', 'decoys'];

/** The path of one of the project's own events. */
export function samplePath(name: string): string {
  return relative(process.cwd(), join(SAMPLE_EVENTS, `${name}.json`));
}

/** The project's own events. */
export async function samplePaths(): Promise<string[]> {
  const files = await Promise.all(FOLDERS.map(eventsIn));
  // Ordinary cases first: what a newcomer sees should not be an attack.
  return files.flat().sort((a, b) => Number(isHostile(a)) - Number(isHostile(b)));
}

async function eventsIn(folder: string): Promise<string[]> {
  const names = (await readdir(join(SAMPLE_EVENTS, folder))).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => samplePath(join(folder, basename(name, '.json'))));
}

function isHostile(path: string): boolean {
  return basename(path).startsWith('hostile-');
}
