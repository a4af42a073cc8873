import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundle, bundleEntry, type Variant } from './bundles.ts';
import type { WarmResult } from './child.ts';
import { runChild } from './run-child.ts';
import { quantile, type Sample, sample } from './statistics.ts';

/** What is measured in time and memory. The variant `everything` differs in bytes only. */
export const MEASURED = ['floor', 'function', 'look-ups'] as const satisfies readonly Variant[];
export type Measured = (typeof MEASURED)[number];

/** How much is measured. */
export interface Effort {
  /** Processes for each cold start. */
  readonly coldRuns: number;
  /** Processes for each warm measurement, and for each kind of own work. */
  readonly warmRuns: number;
  /** Events in each warm process. */
  readonly events: number;
  /** Events in the one process of each variant that shows whether memory grows, and calls in each process of own work. */
  readonly manyEvents: number;
}

export interface Measurements {
  readonly bytes: Readonly<Record<Variant, number>>;
  readonly loadMs: Readonly<Record<Measured, Sample>>;
  readonly coldMs: Readonly<Record<Measured, Sample>>;
  readonly warm: Readonly<Record<Measured | 'look-ups, new targets', WarmSample>>;
  readonly memory: Readonly<Record<Measured, Pick<WarmResult, 'first' | 'half' | 'last'>>>;
  readonly work: Readonly<Record<Work, WorkSample>>;
}

export interface WarmSample {
  readonly p50Ms: Sample;
  readonly p99Ms: Sample;
}

export interface WorkSample {
  readonly firstUs: Sample;
  readonly p50Us: Sample;
  readonly p99Us: Sample;
  /** Of the last four fifths of the calls: the first ones run in the interpreter, and the heap still grows. */
  readonly settledP99Us: Sample;
}

export type Work = 'start' | 'denied' | 'hostile' | 'digest';

const EVENTS = join(import.meta.dirname, '..', 'events');

/** Measures everything, in an order in which a slow moment of the machine meets all variants alike. */
export async function measure(
  directory: string,
  effort: Effort,
  report: (step: string) => void,
): Promise<Measurements> {
  const home = join(directory, 'home');
  mkdirSync(home);
  // One in a folder above would decide how Node.js reads the bundles.
  writeFileSync(join(directory, 'package.json'), '{}');
  const { file: script } = await bundleEntry(
    join(import.meta.dirname, 'child.ts'),
    join(directory, 'child.js'),
  );
  const bundles: Record<Variant, Bundle> = {
    floor: await bundle('floor', directory),
    function: await bundle('function', directory),
    'look-ups': await bundle('look-ups', directory),
    everything: await bundle('everything', directory),
  };
  const files = writeEvents(directory);

  report('cold starts');
  const cold = await rounds(MEASURED, effort.coldRuns, (variant) =>
    runChild(script, { kind: 'cold', bundle: bundles[variant].file, events: files.start }, home),
  );
  report('warm events');
  const warm = await rounds([...MEASURED, 'look-ups, new targets'] as const, effort.warmRuns, (name) => {
    const newTargets = name === 'look-ups, new targets';
    const { file } = bundles[newTargets ? 'look-ups' : name];
    return runChild(
      script,
      { kind: 'warm', bundle: file, events: files.start, count: effort.events, newTargets },
      home,
    );
  });
  report('many events');
  const many = await rounds(MEASURED, 1, (variant) => {
    const task = { kind: 'warm', events: files.start, count: effort.manyEvents, newTargets: false } as const;
    return runChild(script, { ...task, bundle: bundles[variant].file }, home);
  });
  report('own work');
  const own = await bundleEntry(join(import.meta.dirname, 'own-work.ts'), join(directory, 'own-work.js'));
  const work = await rounds(['start', 'denied', 'hostile', 'digest'] as const, effort.warmRuns, (name) => {
    const together = name === 'digest';
    const count = effort.manyEvents / (together ? 100 : 1);
    return runChild(script, { kind: 'work', bundle: own.file, events: files[name], count, together }, home);
  });

  return {
    bytes: mapValues(bundles, ({ bytes }) => bytes),
    loadMs: mapValues(cold, (runs) => sample(runs.map(({ loadMs }) => loadMs))),
    coldMs: mapValues(cold, (runs) => sample(runs.map(({ acceptedMs }) => acceptedMs))),
    warm: mapValues(warm, (runs) => ({
      p50Ms: sample(runs.map(({ eventMs }) => quantile(eventMs, 0.5))),
      p99Ms: sample(runs.map(({ eventMs }) => quantile(eventMs, 0.99))),
    })),
    memory: mapValues(many, ([run]) => run as WarmResult),
    work: mapValues(work, (runs) => ({
      firstUs: sample(runs.map(({ callUs }) => callUs[0] ?? Number.NaN)),
      p50Us: sample(runs.map(({ callUs }) => quantile(callUs, 0.5))),
      p99Us: sample(runs.map(({ callUs }) => quantile(callUs, 0.99))),
      settledP99Us: sample(runs.map(({ callUs }) => quantile(callUs.slice(callUs.length / 5), 0.99))),
    })),
  };
}

/** One process of each in turn, so many times. */
export async function rounds<Name extends string, Result>(
  names: readonly Name[],
  times: number,
  run: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result[]>> {
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round < times; round += 1) {
    for (const name of names) results[name].push(await run(name));
  }
  return results;
}

/** The sample events of each kind, in one file each. */
export function writeEvents(directory: string): Record<Work, string> {
  const names = readdirSync(EVENTS).filter((name) => name.endsWith('.json'));
  const kinds: Record<Work, string[]> = {
    start: ['start-iam-user.json'],
    denied: names.filter((name) => name.startsWith('start-denied-')),
    hostile: names.filter((name) => name.startsWith('hostile-')),
    // As many as one batch from the queue may hold.
    digest: names.slice(0, 100),
  };
  return mapValues(kinds, (chosen, kind) => {
    const file = join(directory, `events-${kind}.json`);
    const events = chosen.map((name) => JSON.parse(readFileSync(join(EVENTS, name), 'utf8')));
    writeFileSync(file, JSON.stringify(events));
    return file;
  });
}

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  toValue: (value: From, key: Key) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, toValue(value, key as Key)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
