import { CommanderError } from 'commander';
import pc from 'picocolors';
import { sessionEventPattern } from '../infra/event-pattern.ts';
import { matchesRule, toRulePattern } from '../stand-in/event-rule.ts';
import { type Found, readEvents } from './event-sources.ts';
import { localPublisher, type Publisher, topicPublisher } from './publisher.ts';
import { type ReplayOptions, readReplayOptions } from './replay-options.ts';
import { type Replayed, renderReplayed, renderSummary, toJsonLine } from './replay-report.ts';
import { samplePaths } from './sample-events.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

async function main(argv: readonly string[]): Promise<number> {
  const options = readReplayOptions(argv);
  const { topicArn, displayName } = options;
  const publisher =
    topicArn === undefined ? await localPublisher(displayName) : topicPublisher(topicArn, displayName);
  const counts = { published: 0, skipped: 0, failed: 0 };
  try {
    for await (const found of readEvents(options.paths.length === 0 ? await samplePaths() : options.paths)) {
      const replayed = await replay(found, publisher, options);
      counts[replayed.result] += 1;
      report(replayed, options);
    }
  } finally {
    await publisher.close();
  }
  if (!options.json) console.log(renderSummary(counts));
  return counts.failed === 0 ? DONE : FAILED;
}

const PATTERN = toRulePattern(sessionEventPattern());

async function replay(found: Found, publisher: Publisher, { ignoreRule }: ReplayOptions): Promise<Replayed> {
  const { where } = found;
  if ('problem' in found) return { where, result: 'failed', problem: found.problem };
  const { envelope } = found;
  if (!ignoreRule && isEvent(envelope) && !matchesRule(PATTERN, envelope))
    return { where, result: 'skipped' };
  try {
    return { where, result: 'published', ...(await publisher.publish(envelope)) };
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

function report(replayed: Replayed, { json, protocols, paths }: ReplayOptions): void {
  const expected = replayed.result === 'skipped' && paths.length === 0;
  const stream = replayed.result === 'failed' && !json ? process.stderr : process.stdout;
  const colors = pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
  if (json) stream.write(`${toJsonLine(replayed)}\n`);
  else if (!expected) stream.write(`${renderReplayed(replayed, protocols, colors)}\n`);
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? DONE : FAILED),
);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? DONE : MISUSED;
}
