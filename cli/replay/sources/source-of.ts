import type { ReplayOptions } from '../options.ts';
import { placeOf } from '../place.ts';
import { readFiles } from './files.ts';
import type { Found } from './found.ts';
import { samplePaths } from './sample-events.ts';

interface SourceOptions {
  /** Called with each file that was read to its end. */
  readonly onFile: (path: string) => void;
  /** Stops a search in AWS. */
  readonly signal: AbortSignal | undefined;
}

/** Where the events come from. What asks AWS is loaded on demand: its clients take their time, and most runs need none. */
export async function sourceOf(
  options: ReplayOptions,
  { onFile, signal = new AbortController().signal }: SourceOptions,
): Promise<AsyncIterable<Found>> {
  const { queue, since, until, paths, ignoreRule } = options;
  const place = placeOf(options);
  if (queue !== undefined) {
    const { readQueue } = await import('./event-queue.ts');
    return readQueue(queue, place);
  }
  if (since !== undefined) {
    const { readHistory } = await import('./event-history.ts');
    return readHistory({ ...place, since, ...(until && { until }), signal });
  }
  return readFiles(paths.length === 0 ? await samplePaths() : paths, { countOthers: !ignoreRule, onFile });
}
