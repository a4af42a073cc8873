import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

const SAMPLE_EVENTS = join(import.meta.dirname, '..', '..', '..', 'events');

/** The project's own events, without those that are there to be refused. */
export async function samplePaths(): Promise<string[]> {
  const entries = await readdir(SAMPLE_EVENTS, { withFileTypes: true });
  const paths = entries
    .filter((entry) => (entry.isDirectory() ? entry.name !== 'invalid' : entry.name.endsWith('.json')))
    .map((entry) => relative(process.cwd(), join(SAMPLE_EVENTS, entry.name)));
  // Ordinary cases first: what a newcomer sees should not be an attack.
  return paths.sort((a, b) => Number(isHostile(a)) - Number(isHostile(b)) || a.localeCompare(b));
}

function isHostile(path: string): boolean {
  return basename(path).startsWith('hostile-');
}
