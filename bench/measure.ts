import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundleAll, bundleEntry, type Variant } from './bundles.ts';
import type { WarmResult } from './child.ts';
import { KINDS, type Kind, writeEvents } from './events.ts';
import { measureReplay, type ReplayMeasurement } from './replay.ts';
import { runChild } from './run-child.ts';
import { quantile, type Sample, sample } from './statistics.ts';

/** The variants that are measured in time and memory. `everything` differs in bytes only. */
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
  /** Records in the files that are replayed. */
  readonly records: number;
}

export interface Measurements {
  readonly bytes: Readonly<Record<Variant, number>>;
  readonly loadMs: Readonly<Record<Measured, Sample>>;
  readonly coldMs: Readonly<Record<Measured, Sample>>;
  readonly warm: Readonly<Record<Measured | 'look-ups, new targets', WarmSample>>;
  readonly memory: Readonly<Record<Measured, Pick<WarmResult, 'first' | 'half' | 'last'>>>;
  readonly work: Readonly<Record<Kind, WorkSample>>;
  readonly replay: ReplayMeasurement;
}

export interface WarmSample {
  readonly p50Ms: Sample;
  readonly p99Ms: Sample;
}

export interface WorkSample {
  readonly firstUs: Sample;
  readonly p50Us: Sample;
  readonly p99Us: Sample;
  /** The p99 of the last four fifths of the calls: the first ones run in the interpreter, and the heap still grows. */
  readonly settledP99Us: Sample;
}

/** Measures everything, in an order in which a slow moment of the machine meets all variants alike. */
export async function measure(
  directory: string,
  effort: Effort,
  report: (step: string) => void,
): Promise<Measurements> {
  const bench = await prepare(directory);
  report('cold starts');
  const cold = await measureCold(bench, effort);
  report('warm events');
  const warm = await measureWarm(bench, effort);
  report('many events');
  const memory = await measureMemory(bench, effort);
  report('own work');
  const work = await measureWork(bench, effort);
  report('replay');
  const replay = await measureReplay(directory, effort.records);
  return { bytes: mapValues(bench.bundles, ({ bytes }) => bytes), ...cold, warm, memory, work, replay };
}

/** What all measurements need: files in one folder. */
interface Bench {
  readonly script: string;
  readonly bundles: Readonly<Record<Variant, Bundle>>;
  readonly ownWork: Bundle;
  readonly events: Readonly<Record<Kind, string>>;
  readonly home: string;
}

async function prepare(directory: string): Promise<Bench> {
  const home = join(directory, 'home');
  mkdirSync(home);
  // One in a folder above would decide how Node.js reads the bundles.
  writeFileSync(join(directory, 'package.json'), '{}');
  const entry = (name: string) =>
    bundleEntry(join(import.meta.dirname, `${name}.ts`), join(directory, `${name}.js`));
  const { file: script } = await entry('child');
  return {
    script,
    bundles: await bundleAll(directory),
    ownWork: await entry('own-work'),
    events: writeEvents(directory),
    home,
  };
}

async function measureCold(
  { script, bundles, events, home }: Bench,
  { coldRuns }: Effort,
): Promise<Pick<Measurements, 'loadMs' | 'coldMs'>> {
  const runs = await rounds(MEASURED, coldRuns, (variant) =>
    runChild(script, { kind: 'cold', bundle: bundles[variant].file, events: events.start }, home),
  );
  return {
    loadMs: mapValues(runs, (results) => sample(results.map(({ loadMs }) => loadMs))),
    coldMs: mapValues(runs, (results) => sample(results.map(({ acceptedMs }) => acceptedMs))),
  };
}

async function measureWarm(
  { script, bundles, events, home }: Bench,
  { warmRuns, events: count }: Effort,
): Promise<Measurements['warm']> {
  const runs = await rounds([...MEASURED, 'look-ups, new targets'] as const, warmRuns, (name) => {
    const newTargets = name === 'look-ups, new targets';
    const { file } = bundles[newTargets ? 'look-ups' : name];
    return runChild(script, { kind: 'warm', bundle: file, events: events.start, count, newTargets }, home);
  });
  return mapValues(runs, (results) => ({
    p50Ms: sample(results.map(({ eventMs }) => quantile(eventMs, 0.5))),
    p99Ms: sample(results.map(({ eventMs }) => quantile(eventMs, 0.99))),
  }));
}

async function measureMemory(
  { script, bundles, events, home }: Bench,
  { manyEvents }: Effort,
): Promise<Measurements['memory']> {
  const task = { kind: 'warm', events: events.start, count: manyEvents, newTargets: false } as const;
  const runs = await rounds(MEASURED, 1, (variant) =>
    runChild(script, { ...task, bundle: bundles[variant].file }, home),
  );
  return mapValues(runs, ([result]) => result as WarmResult);
}

async function measureWork(
  { script, ownWork, events, home }: Bench,
  { warmRuns, manyEvents }: Effort,
): Promise<Measurements['work']> {
  const runs = await rounds(KINDS, warmRuns, (kind) => {
    const together = kind === 'digest';
    const count = manyEvents / (together ? 100 : 1);
    const task = { kind: 'work', bundle: ownWork.file, events: events[kind], count, together } as const;
    return runChild(script, task, home);
  });
  return mapValues(runs, (results) => ({
    firstUs: sample(results.map(({ callUs }) => callUs[0] ?? Number.NaN)),
    p50Us: sample(results.map(({ callUs }) => quantile(callUs, 0.5))),
    p99Us: sample(results.map(({ callUs }) => quantile(callUs, 0.99))),
    settledP99Us: sample(results.map(({ callUs }) => quantile(callUs.slice(callUs.length / 5), 0.99))),
  }));
}

/** Runs each in turn, and that `times` over. */
async function rounds<Name extends string, Result>(
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

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  toValue: (value: From) => To,
): Record<Key, To> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, toValue(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
