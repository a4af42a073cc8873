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
import { type ReplayOptions, readReplayOptions } from './replay-options.ts';
import {
  type Counts,
  type Replayed,
  renderAudienceSummary,
  renderReplayed,
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
  const publisher = await publisherFor(options, audience);
  const counts = { published: 0, skipped: 0, 'held-back': 0, withheld: 0, failed: 0 };
  try {
    for await (const found of readEvents(options.paths.length === 0 ? await samplePaths() : options.paths)) {
      const replayed = await replay(found, publisher, options, audience);
      counts[replayed.result] += 1;
      report(replayed, options);
    }
  } finally {
    await publisher.close();
  }
  if (!options.json) console.log(summaryOf(counts, options));
  return counts.failed === 0 ? DONE : FAILED;
}

/** Loaded on demand: it takes a part of the CDK to check the configuration. */
async function audienceOf({ audience = '', config }: ReplayOptions): Promise<ReplayAudience> {
  const { readAudience } = await import('./replay-audience.ts');
  return readAudience(audience, config);
}

async function publisherFor(
  { topicArn, function: functionName, displayName }: ReplayOptions,
  audience: ReplayAudience | undefined,
): Promise<Publisher> {
  if (functionName !== undefined) return functionPublisher(functionName);
  const config = {
    displayName: displayName ?? audience?.displayName ?? DEFAULT_DISPLAY_NAME,
    settings: audience?.settings ?? DEFAULT_SETTINGS,
  };
  return topicArn === undefined ? localPublisher(config) : topicPublisher(topicArn, config);
}

const PATTERN = toRulePattern(sessionEventPattern());

async function replay(
  found: Found,
  publisher: Publisher,
  { ignoreRule }: ReplayOptions,
  audience: ReplayAudience | undefined,
): Promise<Replayed> {
  const { where } = found;
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

/** What is no event at all is not skipped but refused, with the parser's reason. */
function isEvent(envelope: unknown): boolean {
  const detail =
    typeof envelope === 'object' && envelope !== null && 'detail' in envelope ? envelope.detail : null;
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail);
}

function report(replayed: Replayed, { json, protocols, paths, audience }: ReplayOptions): void {
  const expected = replayed.result === 'skipped' && paths.length === 0 && audience === undefined;
  const stream = replayed.result === 'failed' && !json ? process.stderr : process.stdout;
  const colors = pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
  if (json) stream.write(`${toJsonLine(replayed)}\n`);
  else if (!expected) stream.write(`${renderReplayed(replayed, protocols, colors)}\n`);
}

function summaryOf(counts: Counts, { audience }: ReplayOptions): string {
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

// A reader that has seen enough, such as `head`, is no failure; but what is sent for real is sent to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(FAILED);
  if (!process.argv.some((argument) => /^--(topic-arn|function)/.test(argument))) process.exit(DONE);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = statusOf(error);
}
