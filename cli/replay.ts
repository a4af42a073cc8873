import { CommanderError } from 'commander';
import pc from 'picocolors';
import { sessionEventPattern } from '../infra/event-pattern.ts';
import { DEFAULT_DISPLAY_NAME } from '../infra/settings.ts';
import { DEFAULT_SETTINGS } from '../lambda/settings.ts';
import { matchesRule, toRulePattern } from '../stand-in/event-rule.ts';
import { type Found, readEvents } from './event-sources.ts';
import { Problem } from './problem.ts';
import { functionPublisher, localPublisher, type Publisher, topicPublisher } from './publisher.ts';
import type { ReplayAudience } from './replay-audience.ts';
import { asksAws, type ReplayOptions, readReplayOptions, sendsForReal } from './replay-options.ts';
import {
  type Counts,
  type Replayed,
  renderAudienceSummary,
  renderReplayed,
  renderSourceSummary,
  renderSummary,
  toJsonLine,
} from './replay-report.ts';
import { samplePaths } from './sample-events.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

async function main(argv: readonly string[]): Promise<number> {
  const options = readReplayOptions(argv);
  const audience = options.audience === undefined ? undefined : await audienceOf(options);
  const interruption = asksAws(options) ? interruptible() : undefined;
  const found = await sourceOf(options, interruption);
  const publisher = await publisherFor(options, audience);
  const counts = { published: 0, skipped: 0, repeated: 0, 'held-back': 0, withheld: 0, failed: 0 };
  try {
    await replayAll(found, { publisher, options, audience, counts, interruption });
  } catch (error) {
    const begun = Object.values(counts).some((count) => count > 0);
    if (begun && !options.json) console.log(`Stopped. So far: ${summaryOf(counts, options)}`);
    throw error;
  } finally {
    await publisher.close();
  }
  const interrupted = interruption?.aborted === true;
  if (!options.json)
    console.log(`${interrupted ? 'Interrupted. So far: ' : ''}${summaryOf(counts, options)}`);
  return counts.failed === 0 && !interrupted ? DONE : FAILED;
}

interface Run {
  readonly publisher: Publisher;
  readonly options: ReplayOptions;
  readonly audience: ReplayAudience | undefined;
  readonly counts: Record<Replayed['result'], number>;
  readonly interruption: AbortSignal | undefined;
}

async function replayAll(source: AsyncIterable<Found>, run: Run): Promise<void> {
  const { options, counts, interruption } = run;
  /** What is not to be sent again, by event id. */
  const seen = new Set<string>();
  for await (const found of source) {
    const id = asksAws(options) && 'envelope' in found ? eventIdOf(found.envelope) : undefined;
    const replayed: Replayed =
      id !== undefined && seen.has(id)
        ? { where: found.where, result: 'repeated', eventId: id }
        : await replay(found, run);
    const done = isDone(replayed, options);
    if (id !== undefined && (done || replayed.result === 'published')) seen.add(id);
    counts[replayed.result] += 1;
    report(found.why === undefined ? replayed : { ...replayed, why: found.why }, options);
    await found.settle?.(done);
    if (interruption?.aborted) return;
  }
}

/** Whether an event needs nobody's attention any more, so that a queue may forget it. */
function isDone({ result }: Replayed, options: ReplayOptions): boolean {
  if (!sendsForReal(options)) return false;
  // What a function withholds is settled. What is withheld here may be so by the settings of another audience.
  return result === 'published' || result === 'repeated' || (result === 'withheld' && !!options.function);
}

/** Loaded on demand: the clients of AWS take their time, and most runs need none. */
async function sourceOf(
  options: ReplayOptions,
  signal = new AbortController().signal,
): Promise<AsyncIterable<Found>> {
  const { queue, since, until } = options;
  const region = regionOf(options);
  const place = { ...(region !== undefined && { region }) };
  if (queue !== undefined) {
    const { readQueue } = await import('./event-queue.ts');
    return readQueue(queue, place);
  }
  if (since !== undefined) {
    const { readHistory } = await import('./event-history.ts');
    return readHistory({ ...place, since, ...(until && { until }), signal });
  }
  return readEvents(options.paths.length === 0 ? await samplePaths() : options.paths);
}

/** A queue is read where its URL says, and its function is in the same region. */
function regionOf({ queue, region }: ReplayOptions): string | undefined {
  return region ?? /^https:\/\/(?:sqs\.)?([a-z]{2}[\w-]*-\d)\./.exec(queue ?? '')?.[1];
}

/** Loaded on demand: it takes a part of the CDK to check the configuration. */
async function audienceOf({ audience = '', config }: ReplayOptions): Promise<ReplayAudience> {
  const { readAudience } = await import('./replay-audience.ts');
  return readAudience(audience, config);
}

async function publisherFor(
  options: ReplayOptions,
  audience: ReplayAudience | undefined,
): Promise<Publisher> {
  const { topicArn, function: functionName, displayName } = options;
  if (functionName !== undefined) {
    const [, regionOfArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
    return functionPublisher(functionName, regionOfArn ?? regionOf(options));
  }
  const config = {
    displayName: displayName ?? audience?.displayName ?? DEFAULT_DISPLAY_NAME,
    settings: audience?.settings ?? DEFAULT_SETTINGS,
  };
  return topicArn === undefined ? localPublisher(config) : topicPublisher(topicArn, config);
}

const PATTERN = toRulePattern(sessionEventPattern());

async function replay(found: Found, { publisher, options, audience }: Run): Promise<Replayed> {
  const { where } = found;
  const { ignoreRule } = options;
  if ('problem' in found) return { where, result: 'failed', problem: found.problem };
  const { envelope } = found;
  if (!ignoreRule && isEvent(envelope)) {
    if (!matchesRule(PATTERN, envelope)) return { where, result: 'skipped' };
    const by = audience?.heldBackBy(envelope) ?? [];
    if (by.length > 0) return { where, result: 'held-back', by };
  }
  try {
    const publication = await publisher.publish(envelope);
    if ('withheld' in publication) return { where, result: 'withheld', ...publication.withheld };
    if ('duplicate' in publication)
      return { where, result: 'withheld', by: 'deduplicate', reason: 'it was sent before' };
    return { where, result: 'published', ...publication };
  } catch (error) {
    return { where, result: 'failed', problem: error instanceof Error ? error.message : String(error) };
  }
}

function eventIdOf(envelope: unknown): string | undefined {
  if (!isEvent(envelope)) return undefined;
  const { eventID } = envelope.detail;
  return typeof eventID === 'string' && eventID !== '' ? eventID : undefined;
}

/** What is no event at all is not skipped but refused, with the parser's reason. */
function isEvent(envelope: unknown): envelope is { detail: Record<string, unknown> } {
  const detail =
    typeof envelope === 'object' && envelope !== null && 'detail' in envelope ? envelope.detail : null;
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail);
}

function report(replayed: Replayed, options: ReplayOptions): void {
  const { json, protocols, paths, audience } = options;
  const samples = paths.length === 0 && !asksAws(options);
  const expected = replayed.result === 'skipped' && samples && audience === undefined;
  const stream = replayed.result === 'failed' && !json ? process.stderr : process.stdout;
  const colors = pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
  if (json) stream.write(`${toJsonLine(replayed)}\n`);
  else if (!expected) stream.write(`${renderReplayed(replayed, protocols, colors)}\n`);
}

function summaryOf(counts: Counts, options: ReplayOptions): string {
  const { audience } = options;
  if (asksAws(options)) return renderSourceSummary(counts, sendsForReal(options));
  return audience === undefined ? renderSummary(counts) : renderAudienceSummary(audience, counts);
}

/** Says what went wrong, and returns the exit status. A bug is thrown, with its trace. */
function statusOf(error: unknown): number {
  // Commander has printed it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : MISUSED;
  if (!(error instanceof Problem)) throw error;
  console.error(`error: ${error.message}`);
  return error.misuse ? MISUSED : FAILED;
}

/** Ctrl-C lets the event at hand be finished. A second one, a second later or more, ends at once. */
function interruptible(): AbortSignal {
  const { signal } = interruption;
  let first: number | undefined;
  const stop = () => {
    first ??= Date.now();
    // A terminal and the runner may both pass on the same Ctrl-C.
    if (Date.now() - first > 1000) process.exit(FAILED);
    interruption.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return signal;
}

const interruption = new AbortController();

// A reader that has seen enough, such as `head`, is no failure; but what is sent for real is sent to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(FAILED);
  if (process.argv.some((argument) => /^--(topic-arn|function)/.test(argument))) return;
  // What was taken from a queue is to be given back.
  if (process.argv.some((argument) => argument.startsWith('--queue'))) interruption.abort();
  else process.exit(DONE);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = statusOf(error);
}
