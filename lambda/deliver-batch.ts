import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverEvent, facts, logWithheld, type Parts, send } from './deliver.ts';
import { describe } from './describe/describe.ts';
import { toDigest } from './describe/digest.ts';
import type { Notice } from './domain/notice.ts';
import type { SessionEvent } from './domain/session-event.ts';
import { LOG_ENTRIES, type Log } from './log.ts';
import { parse } from './parse/parse.ts';
import { envelopeOf } from './parse/sqs-batch.ts';
import { withholds } from './publish/withhold.ts';
import { renderDigest } from './render/render.ts';

/** So many events are told one by one: a digest of three is harder to read than three alerts. */
const HANDFUL = 5;

/** Of a larger number, so many of high severity still get a message of their own; the others head the digest. */
const MOST_OF_THEIR_OWN = 10;

/**
 * The longest that one message takes, in milliseconds: five seconds of look-ups, ten until the SDK gives up publishing,
 * two of a table that does not answer, and the pause.
 */
const MOST_FOR_A_MESSAGE_MS = 19_000;

/** One event, and the queued messages that carried it: EventBridge may deliver it more than once. */
interface Queued {
  readonly event: SessionEvent;
  readonly messageIds: readonly string[];
}

interface Described extends Queued {
  readonly notice: Notice;
}

/**
 * Delivers what gathered in the queue: a handful one by one, more as one digest. Every event ends in exactly one message,
 * or its queued messages are reported as failed and come again; one that cannot be read fails alone. What there is no time
 * for comes again, too: a run that is cut off would report nothing, and repeat what it sent.
 *
 * @param remainingMs how long the invocation may still take, in milliseconds
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export async function deliverBatch(
  parts: Parts,
  batch: SQSEvent,
  remainingMs: () => number,
): Promise<SQSBatchResponse> {
  const { queued, failed } = readBatch(batch, parts.log);
  const { alone, together } =
    queued.length <= HANDFUL ? { alone: queued, together: [] } : await split(parts, queued);
  for (const { event, messageIds } of alone) {
    try {
      if (remainingMs() < MOST_FOR_A_MESSAGE_MS) throw new OutOfTimeError();
      await deliverEvent(parts, event);
    } catch (error) {
      failed.push(...messageIds);
      logFailure(parts, [event], error);
    }
  }
  if (together.length > 0) failed.push(...(await deliverTogether(parts, together, remainingMs)));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** The time of the invocation is nearly over. The event comes again. */
class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';

  constructor() {
    super('What was sent before took too long, so that there was no time left. It is tried again.');
  }
}

function readBatch({ Records }: SQSEvent, log: Log): { queued: Queued[]; failed: string[] } {
  const byId = new Map<string, { event: SessionEvent; messageIds: string[] }>();
  const failed: string[] = [];
  for (const record of Records) {
    try {
      const event = parse(envelopeOf(record));
      const known = byId.get(event.eventId ?? record.messageId);
      if (known !== undefined) known.messageIds.push(record.messageId);
      else byId.set(event.eventId ?? record.messageId, { event, messageIds: [record.messageId] });
    } catch (error) {
      failed.push(record.messageId);
      log.error({ message: LOG_ENTRIES.unreadable, messageId: record.messageId, error: String(error) });
    }
  }
  return { queued: [...byId.values()], failed };
}

/** Of what is not withheld, tests and the worst get a message of their own. If few are left, all do. */
async function split(
  parts: Parts,
  queued: readonly Queued[],
): Promise<{ alone: readonly Queued[]; together: readonly Described[] }> {
  const described = (await Promise.all(queued.map((each) => toDescribed(parts, each)))).filter(
    ({ event, notice }) => logWithheld(parts, event, notice) === undefined,
  );
  if (described.length <= HANDFUL) return { alone: described, together: [] };
  const tests = described.filter(({ event }) => event.kind === 'test');
  const high = described.filter(({ notice }) => notice.severity === 'high').slice(0, MOST_OF_THEIR_OWN);
  const alone = new Set([...tests, ...high]);
  return { alone: [...alone], together: described.filter((each) => !alone.has(each)) };
}

/**
 * What a session is, its resumption and its end do not say. They are not withheld before that was looked up: it may be what
 * makes them severe.
 */
async function toDescribed({ config, enrich }: Parts, { event, ...queued }: Queued): Promise<Described> {
  const { settings } = config;
  const notice = describe(event, settings);
  const incomplete = event.kind === 'resumed' || event.kind === 'ended';
  if (!incomplete || !withholds(event.actor, notice.severity, settings)) return { ...queued, event, notice };
  const enriched = await enrich(event);
  return { ...queued, event: enriched, notice: describe(enriched, settings) };
}

/** One digest of all that was not sent before. Returns the queued messages that failed. */
async function deliverTogether(
  parts: Parts,
  queued: readonly Described[],
  remainingMs: () => number,
): Promise<string[]> {
  // All at once: a table that does not answer must not take a second for each of them.
  const begun = await Promise.all(queued.map(async (each) => ({ each, told: await begin(parts, each) })));
  const having = (state: (typeof begun)[number]['told']) =>
    begun.filter(({ told }) => told === state).map(({ each }) => each);
  const told = having('now');
  const failed = having('by another').flatMap(({ messageIds }) => messageIds);
  if (told.length === 0) return failed;
  try {
    if (remainingMs() < MOST_FOR_A_MESSAGE_MS) throw new OutOfTimeError();
    const digest = toDigest(told.map(({ notice }) => notice));
    const messageId = await send(parts, renderDigest(digest, parts.config), told[0]?.event.eventId);
    for (const { event, notice } of told) {
      parts.log.info({ message: LOG_ENTRIES.publishedInDigest, ...facts(event, notice), messageId });
    }
    await Promise.all(told.map(({ event }) => parts.once.sent(event.eventId)));
    return failed;
  } catch (error) {
    logFailure(
      parts,
      told.map(({ event }) => event),
      error,
    );
    await Promise.all(told.map(({ event }) => parts.once.failed(event.eventId)));
    return [...failed, ...told.flatMap(({ messageIds }) => messageIds)];
  } finally {
    await parts.pause();
  }
}

/** Who tells the event, for the ledger. */
async function begin(
  { once, log }: Parts,
  { event, notice }: Described,
): Promise<'now' | 'before' | 'by another'> {
  try {
    if (await once.begin(event.eventId)) return 'now';
    log.info({ message: LOG_ENTRIES.duplicate, ...facts(event, notice) });
    return 'before';
  } catch (error) {
    log.warn({ message: LOG_ENTRIES.held, ...facts(event, notice), error: String(error) });
    return 'by another';
  }
}

function logFailure({ log }: Parts, events: readonly SessionEvent[], error: unknown): void {
  log.error({
    message: LOG_ENTRIES.notPublished,
    eventIds: events.map(({ eventId }) => eventId),
    error: String(error),
  });
}
