import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type Alert, compose, composeDigest } from './compose.ts';
import { logWithheld, type Pipeline, send } from './deliver.ts';
import { judge } from './describe/judge.ts';
import type { SessionEvent } from './domain/session-event.ts';
import { worstSeverity } from './domain/severity.ts';
import { LOG_ENTRIES, type Log } from './log.ts';
import { parse } from './parse/parse.ts';
import { envelopeOf } from './parse/sqs-batch.ts';
import { withhold } from './publish/withhold.ts';
import type { RenderedMessage } from './render/render.ts';
import type { Settings } from './settings.ts';

/** So many alerts are sent one by one: a digest of three is harder to read than three alerts. */
const MIN_DIGEST_ALERTS = 6;

/** Of more, so many of high severity still get a message of their own; the others head the digest. */
const MAX_SINGLE_ALERTS = 10;

/**
 * The longest that one message takes, in milliseconds: ten seconds until the SDK gives up publishing, two of a table that
 * does not answer, and the time until the next message.
 */
const MAX_MESSAGE_MS = 14_000;

/** One event, and the queued messages that carried it: EventBridge may deliver it more than once. */
interface Queued {
  readonly event: SessionEvent;
  readonly messageIds: readonly string[];
}

type QueuedAlert = Alert & Pick<Queued, 'messageIds'>;

/**
 * Delivers what gathered in the queue: a few alerts one by one, more in a digest. Every event ends in exactly one message,
 * or its queued messages are reported as failed and come again; one that cannot be read fails alone. What there is no time
 * for comes again, too: a run that is cut off would report nothing, and repeat what it sent.
 *
 * @param remainingMs how long the invocation may still take, in milliseconds
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export async function deliverBatch(
  pipeline: Pipeline,
  batch: SQSEvent,
  remainingMs: () => number,
): Promise<SQSBatchResponse> {
  const { queued, failed } = readBatch(batch, pipeline.log);
  const alerts = await composeAll(pipeline, queued);
  const wanted = alerts.filter((alert) => logWithheld(alert, pipeline) === undefined);
  for (const message of toMessages(wanted)) {
    try {
      if (remainingMs() < MAX_MESSAGE_MS) throw new OutOfTimeError();
      const { held } = await send(pipeline, message, (unsent) => composeTogether(unsent, pipeline));
      failed.push(...held.flatMap(({ messageIds }) => messageIds));
    } catch (error) {
      failed.push(...message.flatMap(({ messageIds }) => messageIds));
      const eventIds = message.map(({ event }) => event.eventId);
      pipeline.log.error({ message: LOG_ENTRIES.notPublished, eventIds, error: String(error) });
    }
  }
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

/** Every event is looked up at most once, and described once. */
function composeAll(
  { enrich, settings }: Pipeline,
  queued: readonly Queued[],
): Promise<readonly QueuedAlert[]> {
  const lookedUp = toLookUp(
    queued.map(({ event }) => event),
    settings,
  );
  return Promise.all(
    queued.map(async ({ event, messageIds }) => {
      const enriched = lookedUp.has(event) ? await enrich(event) : event;
      return Object.assign(compose(enriched, settings), { messageIds });
    }),
  );
}

/**
 * Of many events, only those are looked up that get a message of their own, and those that would be withheld while it is
 * not known what makes them severe: a resumption and an end do not say which session it is. An account answers few
 * look-ups a second, and people need them, too.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
function toLookUp(events: readonly SessionEvent[], settings: Settings): ReadonlySet<SessionEvent> {
  if (events.length < MIN_DIGEST_ALERTS) return new Set(events);
  const severityOf = (event: SessionEvent) => worstSeverity(judge(event, settings));
  const single = events.filter((event) => severityOf(event) === 'high').slice(0, MAX_SINGLE_ALERTS);
  const incomplete = events.filter(
    (event) =>
      (event.kind === 'resumed' || event.kind === 'ended') && withhold(event, severityOf(event), settings),
  );
  return new Set([...single, ...incomplete]);
}

/** One alert as it is, several as a digest. */
function composeTogether(alerts: readonly Alert[], { settings }: Pipeline): RenderedMessage {
  const [alert, another] = alerts;
  return alert && !another ? alert.message : composeDigest(alerts, settings);
}

/** The alerts of each message: tests and the most severe alone, the rest as a digest. If few are left, all are alone. */
function toMessages(alerts: readonly QueuedAlert[]): (readonly QueuedAlert[])[] {
  if (alerts.length < MIN_DIGEST_ALERTS) return alerts.map((alert) => [alert]);
  const tests = alerts.filter(({ event }) => event.kind === 'test');
  const high = alerts.filter(({ notice }) => notice.severity === 'high').slice(0, MAX_SINGLE_ALERTS);
  const single = new Set([...tests, ...high]);
  const together = alerts.filter((alert) => !single.has(alert));
  return [...[...single].map((alert) => [alert]), ...(together.length > 0 ? [together] : [])];
}
