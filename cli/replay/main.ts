import { once } from 'node:events';
import { Writable } from 'node:stream';
import { onInterrupt } from '../terminal/interruption.ts';
import { colorsFor, DONE, FAILED, type Output, onReaderGone, type Terminal } from '../terminal/program.ts';
import type { ReplayAudience } from './audience.ts';
import { replayEvents } from './events.ts';
import { boundMemory } from './memory.ts';
import { asksAws, isFirstRun, type ReplayOptions, readReplayOptions, sendsForReal } from './options.ts';
import { Progress } from './progress.ts';
import { publisherFor } from './publisher/publisher-for.ts';
import { Counts, type Replayed } from './replayed.ts';
import { renderReplayed, toJsonLine } from './report.ts';
import { sourceOf } from './sources/source-of.ts';
import { renderSummary, toJsonSummary } from './summary.ts';

/**
 * Replays events from files or from AWS.
 *
 * @returns the exit status: FAILED where something was not understood, or could not be sent
 * @throws {CommanderError} on misuse, and after printing the help
 * @throws {UserError} where a person can mend what went wrong
 */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const options = readReplayOptions(argv, terminal);
  if (isFirstRun(options)) {
    const { firstRun } = await import('./first-run/first-run.ts');
    return firstRun(options, terminal.stdout);
  }
  const audience = options.audience === undefined ? undefined : await audienceOf(options);
  const interruption = interruptionOf(options);
  const counts = new Counts();
  const progress = new Progress(terminal.stderr, counts);
  const collectGarbage = boundMemory();
  const found = await sourceOf(options, { onFile: progress.onFile, signal: interruption });
  const publisher = await publisherFor(options, audience);
  let early: 'Stopped' | 'Interrupted' | undefined;
  try {
    for await (const replayed of replayEvents(found, { publisher, options, audience, interruption })) {
      counts.add(replayed);
      progress.update();
      collectGarbage();
      await report(replayed, { options, terminal, progress });
    }
    if (interruption?.aborted) early = 'Interrupted';
  } catch (error) {
    early = 'Stopped';
    throw error;
  } finally {
    progress.clear();
    await publisher.close();
    if (early !== 'Stopped' || counts.total > 0)
      terminal.stdout.write(`${conclusion(counts, options, early)}\n`);
  }
  return counts.of('not-understood', 'failed') === 0 && early === undefined ? DONE : FAILED;
}

/** What ends the run after the event at hand. What needs no AWS is ended like any other program. */
function interruptionOf(options: ReplayOptions): AbortSignal | undefined {
  const controller = new AbortController();
  // What is sent for real is sent to its end, and what was taken from a queue is to be given back.
  if (sendsForReal(options)) onReaderGone(() => undefined);
  else if (options.queue !== undefined) onReaderGone(() => controller.abort());
  if (!asksAws(options)) return undefined;
  onInterrupt(controller);
  return controller.signal;
}

/** Loaded on demand: it takes a part of the CDK to check the configuration. */
async function audienceOf({ audience = '', config }: ReplayOptions): Promise<ReplayAudience> {
  const { readAudience } = await import('./audience.ts');
  return readAudience(audience, config);
}

interface Reporting {
  readonly options: ReplayOptions;
  readonly terminal: Terminal;
  readonly progress: Progress;
}

async function report(replayed: Replayed, { options, terminal, progress }: Reporting): Promise<void> {
  const { json, protocols } = options;
  const bad = replayed.result === 'not-understood' || replayed.result === 'failed';
  const output = bad && !json ? terminal.stderr : terminal.stdout;
  const text = json ? toJsonLine(replayed) : renderReplayed(replayed, protocols, colorsFor(output));
  if (text === undefined) return;
  progress.clear();
  await write(output, `${text}\n`);
}

/** Waits for a slow reader, so that what it has not read is not kept in memory. */
async function write(output: Output, text: string): Promise<void> {
  const taken = output.write(text);
  if (taken !== false || !(output instanceof Writable) || output.destroyed || output.errored !== null) return;
  await Promise.race(['drain', 'close', 'error'].map((event) => once(output, event))).catch(() => undefined);
}

/** The counts, also where the run ended early. */
function conclusion(
  counts: Counts,
  options: ReplayOptions,
  early: 'Stopped' | 'Interrupted' | undefined,
): string {
  const { audience, json } = options;
  const summary = { sends: sendsForReal(options), early, audience };
  return json ? toJsonSummary(counts, summary) : renderSummary(counts, summary);
}
