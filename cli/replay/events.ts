import type { SessionEvent } from '../../lambda/domain/session-event.ts';
import { UnreadableEnvelopeError } from '../../lambda/errors.ts';
import { parse } from '../../lambda/parse/parse.ts';
import { identityOf } from '../../lambda/publish/identity.ts';
import type { ReplayAudience } from './audience.ts';
import { isObject } from './containers/container.ts';
import { asksAws, type ReplayOptions, sendsForReal } from './options.ts';
import type { Publisher } from './publisher/publisher.ts';
import type { Replayed } from './replayed.ts';
import { judgeByRule } from './rule.ts';
import type { Found } from './sources/found.ts';

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
    if (id !== undefined && (done || isDelivered(replayed))) seen.add(id);
    yield found.why === undefined ? replayed : { ...replayed, why: found.why };
    await found.settle?.(done);
    if (interruption?.aborted) return;
  }
}

function isDelivered({ result }: Replayed): boolean {
  return result === 'shown' || result === 'sent';
}

/** Whether an event needs nobody's attention any more, so that a queue may forget it. */
function isDone({ result }: Replayed, options: ReplayOptions): boolean {
  if (!sendsForReal(options)) return false;
  // What a function withholds is settled. What is withheld here may be so by the settings of another audience.
  return result === 'sent' || result === 'repeated' || (result === 'withheld' && !!options.function);
}

async function replay(found: Found, { publisher, options, audience }: ReplayRun): Promise<Replayed> {
  const { where } = found;
  if ('otherCalls' in found) return { where, result: 'no-session-call', count: found.otherCalls };
  if ('nothing' in found) return { where, result: 'nothing', what: found.nothing };
  if ('problem' in found) return { where, result: 'not-understood', problem: found.problem };
  const { envelope } = found;
  if (!options.ignoreRule && isEvent(envelope)) {
    const judged = judgeByRule(envelope);
    if (judged === 'no-session-call') return { where, result: 'no-session-call', count: 1 };
    if (judged !== 'passed') return { where, result: 'not-passed', because: judged };
    const by = audience?.heldBackBy(envelope) ?? [];
    if (by.length > 0) return { where, result: 'held-back', by };
  }
  try {
    const publication = await publisher.publish(envelope);
    if ('withheld' in publication) return { where, result: 'withheld', ...publication.withheld };
    if ('duplicate' in publication)
      return { where, result: 'withheld', by: 'deduplicate', reason: 'it was sent before' };
    return 'received' in publication
      ? { where, result: 'shown', ...publication }
      : { where, result: 'sent', ...publication };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { where, result: error instanceof UnreadableEnvelopeError ? 'not-understood' : 'failed', problem };
  }
}

function eventIn(envelope: unknown): SessionEvent | undefined {
  return isEvent(envelope) ? parse(envelope) : undefined;
}

/** What is no event at all is not for the rule to judge but for the parser, which says why. */
function isEvent(envelope: unknown): boolean {
  return isObject(envelope) && isObject(envelope.detail);
}
