import { rulePattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule } from '../../infra/event-pattern/matcher.ts';
import type { SessionEvent } from '../../lambda/domain/session-event.ts';
import { parse } from '../../lambda/parse/parse.ts';
import { identityOf } from '../../lambda/publish/identity.ts';
import type { ReplayAudience } from './audience.ts';
import { asksAws, type ReplayOptions, sendsForReal } from './options.ts';
import type { Publisher } from './publisher.ts';
import type { Replayed } from './report.ts';
import type { Found } from './sources/event-sources.ts';

export interface ReplayRun {
  readonly publisher: Publisher;
  readonly options: ReplayOptions;
  /** By whose filter and settings. */
  readonly audience: ReplayAudience | undefined;
  /** Ends the run after the event at hand. */
  readonly interruption: AbortSignal | undefined;
}

/**
 * Replays one event after the other, and says what became of each. What came from AWS is sent once for each event,
 * which is its id and its content.
 * A queue forgets an event when the next one is asked for, so whoever stops asking keeps it.
 */
export async function* replayEvents(source: AsyncIterable<Found>, run: ReplayRun): AsyncGenerator<Replayed> {
  const { options, interruption } = run;
  /** The identities of what is not to be sent again. */
  const seen = new Set<string>();
  for await (const found of source) {
    const event = asksAws(options) && 'envelope' in found ? eventIn(found.envelope) : undefined;
    const id = event && identityOf(event);
    const replayed: Replayed =
      id !== undefined && seen.has(id)
        ? { where: found.where, result: 'repeated', eventId: event?.eventId ?? id }
        : await replay(found, run);
    const done = isDone(replayed, options);
    if (id !== undefined && (done || replayed.result === 'published')) seen.add(id);
    yield found.why === undefined ? replayed : { ...replayed, why: found.why };
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

/** What the rule of an audience without a filter lets through: session calls and test events. */
const PATTERN = rulePattern();

async function replay(found: Found, { publisher, options, audience }: ReplayRun): Promise<Replayed> {
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

function eventIn(envelope: unknown): SessionEvent | undefined {
  return isEvent(envelope) ? parse(envelope) : undefined;
}

/** What is no event at all is not skipped but refused, with the parser's reason. */
function isEvent(envelope: unknown): envelope is { detail: Record<string, unknown> } {
  const detail =
    typeof envelope === 'object' && envelope !== null && 'detail' in envelope ? envelope.detail : null;
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail);
}
