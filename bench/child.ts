import { readFileSync, writeSync } from 'node:fs';

/**
 * A measurement that runs in a process of its own: `node --expose-gc child.js <task as JSON>`. It answers with one line
 * of JSON on file descriptor 3, because the function logs to its standard output.
 */
export type Task =
  /** Loads a bundle and publishes one event. */
  | { readonly kind: 'cold'; readonly bundle: string; readonly events: string }
  /** Publishes events one after the other, with `newTargets` each about another target. */
  | {
      readonly kind: 'warm';
      readonly bundle: string;
      readonly events: string;
      readonly count: number;
      readonly newTargets: boolean;
    }
  /** Runs `alert` for each event in turn, or `digest` for all of them together. */
  | {
      readonly kind: 'work';
      readonly bundle: string;
      readonly events: string;
      readonly count: number;
      readonly together: boolean;
    };

export interface ColdResult {
  /** How long the bundle takes to load, in milliseconds. */
  readonly loadMs: number;
}

export interface WarmResult {
  /** How long each event took, in milliseconds and in order. */
  readonly eventMs: readonly number[];
  /** The memory after the first event, after half of all events, and after the last. */
  readonly first: Memory;
  readonly half: Memory;
  readonly last: Memory;
}

/** What a process holds, in bytes. */
export interface Memory {
  readonly resident: number;
  /** The heap in use after a garbage collection. */
  readonly live: number;
}

export interface WorkResult {
  /** How long each call took, in microseconds and in order. */
  readonly callUs: readonly number[];
}

interface Loaded {
  readonly handler: (event: unknown) => Promise<unknown>;
  readonly alert: (event: unknown) => unknown;
  readonly digest: (events: readonly unknown[]) => unknown;
}

const task: Task = JSON.parse(process.argv[2] ?? '');
const events = JSON.parse(readFileSync(task.events, 'utf8'));

void run().then((result) => writeSync(3, `${JSON.stringify(result)}\n`));

async function run(): Promise<ColdResult | WarmResult | WorkResult> {
  const before = performance.now();
  // An import would start the loader of ES modules for a file that needs none.
  const loaded: Loaded = require(task.bundle);
  const loadMs = performance.now() - before;
  switch (task.kind) {
    case 'cold':
      await loaded.handler(events[0]);
      return { loadMs };
    case 'warm':
      return warm(loaded, task);
    case 'work':
      return work(loaded, task);
    default:
      return task satisfies never;
  }
}

async function warm(
  { handler }: Loaded,
  { count, newTargets }: Task & { kind: 'warm' },
): Promise<WarmResult> {
  const eventMs = new Float64Array(count);
  const memories: Memory[] = [];
  for (let index = 0; index < count; index += 1) {
    const event = events[index % events.length];
    if (newTargets) event.detail.requestParameters.target = `i-${index.toString(16).padStart(17, '0')}`;
    const start = performance.now();
    await handler(event);
    eventMs[index] = performance.now() - start;
    if ([1, Math.ceil(count / 2), count].includes(index + 1)) memories.push(memory());
  }
  const [first, half, last] = memories;
  if (first === undefined || half === undefined || last === undefined) throw new Error('Too few events.');
  return { eventMs: [...eventMs], first, half, last };
}

function memory(): Memory {
  const resident = process.memoryUsage.rss();
  globalThis.gc?.();
  return { resident, live: process.memoryUsage().heapUsed };
}

function work({ alert, digest }: Loaded, { count, together }: Task & { kind: 'work' }): WorkResult {
  const callUs = new Float64Array(count);
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    if (together) digest(events);
    else alert(events[index % events.length]);
    callUs[index] = (performance.now() - start) * 1000;
  }
  return { callUs: [...callUs] };
}
