import { DEFAULT_SETTINGS } from '../lambda/settings.ts';
import { type AwsOptions, connectAws } from './aws/connect.ts';
import type { ReplayAudience } from './replay/audience.ts';
import { replayEvents } from './replay/events.ts';
import { asksAws, type ReplayOptions, readReplayOptions, sendsForReal } from './replay/options.ts';
import { functionPublisher, localPublisher, type Publisher, topicPublisher } from './replay/publisher.ts';
import {
  type Counts,
  type Replayed,
  renderAudienceSummary,
  renderReplayed,
  renderSourceSummary,
  renderSummary,
  toJsonLine,
  toJsonSummary,
} from './replay/report.ts';
import { type Found, readEvents } from './replay/sources/event-sources.ts';
import { samplePaths } from './replay/sources/sample-events.ts';
import { onInterrupt } from './terminal/interruption.ts';
import { colorsFor, DONE, FAILED, onReaderGone, runProgram } from './terminal/program.ts';

async function main(argv: readonly string[]): Promise<number> {
  const options = readReplayOptions(argv);
  const audience = options.audience === undefined ? undefined : await audienceOf(options);
  const interruption = interruptionOf(options);
  const found = await sourceOf(options, interruption);
  const publisher = await publisherFor(options, audience);
  const counts: Record<Replayed['result'], number> = {
    published: 0,
    skipped: 0,
    repeated: 0,
    'held-back': 0,
    withheld: 0,
    failed: 0,
  };
  try {
    for await (const replayed of replayEvents(found, { publisher, options, audience, interruption })) {
      counts[replayed.result] += 1;
      report(replayed, options);
    }
  } catch (error) {
    const begun = Object.values(counts).some((count) => count > 0);
    if (begun) conclude(counts, options, 'Stopped');
    throw error;
  } finally {
    await publisher.close();
  }
  const interrupted = interruption?.aborted === true;
  conclude(counts, options, interrupted ? 'Interrupted' : undefined);
  return counts.failed === 0 && !interrupted ? DONE : FAILED;
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

/** Loaded on demand: the clients of AWS take their time, and most runs need none. */
async function sourceOf(
  options: ReplayOptions,
  signal = new AbortController().signal,
): Promise<AsyncIterable<Found>> {
  const { queue, since, until } = options;
  const place = placeOf(options);
  if (queue !== undefined) {
    const { readQueue } = await import('./replay/sources/event-queue.ts');
    return readQueue(queue, place);
  }
  if (since !== undefined) {
    const { readHistory } = await import('./replay/sources/event-history.ts');
    return readHistory({ ...place, since, ...(until && { until }), signal });
  }
  return readEvents(options.paths.length === 0 ? await samplePaths() : options.paths);
}

/** A queue is read where its URL says, and its function is in the same region. */
function placeOf({ queue, region, profile }: ReplayOptions, regionOfArn?: string): AwsOptions {
  const [, regionOfQueue] = /^https:\/\/(?:sqs\.)?([a-z]{2}[\w-]*-\d)\./.exec(queue ?? '') ?? [];
  const chosen = regionOfArn ?? region ?? regionOfQueue;
  return { ...(chosen !== undefined && { region: chosen }), ...(profile !== undefined && { profile }) };
}

/** Loaded on demand: it takes a part of the CDK to check the configuration. */
async function audienceOf({ audience = '', config }: ReplayOptions): Promise<ReplayAudience> {
  const { readAudience } = await import('./replay/audience.ts');
  return readAudience(audience, config);
}

async function publisherFor(
  options: ReplayOptions,
  audience: ReplayAudience | undefined,
): Promise<Publisher> {
  const { topicArn, function: functionName, displayName } = options;
  if (functionName !== undefined) {
    const [, regionOfArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
    const { clientConfig } = await connectAws(placeOf(options, regionOfArn));
    return functionPublisher(functionName, clientConfig);
  }
  const { settings = DEFAULT_SETTINGS } = audience ?? {};
  const shown = displayName === undefined ? settings : { ...settings, displayName };
  // Files hold samples and exports, which are shown as they were sent at the time.
  const now = asksAws(options) || topicArn !== undefined ? () => new Date() : undefined;
  if (topicArn === undefined) return localPublisher(shown, now);
  const { clientConfig } = await connectAws(placeOf(options, topicArn.split(':')[3]));
  return topicPublisher(topicArn, shown, clientConfig, now);
}

function report(replayed: Replayed, options: ReplayOptions): void {
  const { json, protocols, paths, audience } = options;
  const samples = paths.length === 0 && !asksAws(options);
  const expected = replayed.result === 'skipped' && samples && audience === undefined;
  const stream = replayed.result === 'failed' && !json ? process.stderr : process.stdout;
  if (json) stream.write(`${toJsonLine(replayed)}\n`);
  else if (!expected) stream.write(`${renderReplayed(replayed, protocols, colorsFor(stream))}\n`);
}

/** Ends with the counts, also where the run ended early. */
function conclude(counts: Counts, options: ReplayOptions, early?: 'Stopped' | 'Interrupted'): void {
  const { audience, json } = options;
  const source = { sends: sendsForReal(options), complete: early === undefined };
  if (json) {
    if (asksAws(options)) console.log(toJsonSummary(counts, source));
    return;
  }
  const summary = asksAws(options)
    ? renderSourceSummary(counts, source)
    : audience === undefined
      ? renderSummary(counts)
      : renderAudienceSummary(audience, counts);
  console.log(early === undefined ? summary : `${early}. So far: ${summary}`);
}

await runProgram(main);
