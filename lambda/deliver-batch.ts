import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { compose, composeDigest } from './compose.ts';
import { logWithheld, type Outgoing, type Pipeline, received, send } from './deliver.ts';
import { judge } from './describe/judge.ts';
import type { SessionEvent } from './domain/session-event.ts';
import { worstSeverity } from './domain/severity.ts';
import { LOG_ENTRIES, type Log } from './log.ts';
import { parse } from './parse/parse.ts';
import { envelopeOf } from './parse/sqs-batch.ts';
import { byUrgency, MAX_SINGLE_ALERTS, mayBeDigest, planMessages } from './plan-messages.ts';
import { identityOf } from './publish/identity.ts';
import { withhold } from './publish/withhold.ts';
import type { RenderedMessage } from './render/render.ts';
import type { Settings } from './settings.ts';

/**
 * The longest that one message takes, in milliseconds: ten seconds until the SDK gives up publishing, two of a table that
 * does not answer, and the time until the next message.
 */
const MAX_MESSAGE_MS = 14_000;

/** One event, and the queued messages that carried it: EventBridge may deliver it more than once. */
interface QueuedEvent {
  readonly id: string | undefined;
  readonly event: SessionEvent;
  readonly messageIds: readonly string[];
}

/** Its alert. */
interface QueuedAlert extends Outgoing {
  readonly messageIds: readonly string[];
}

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
  const { queued, failed } = readBatch(batch, pipeline);
  const alerts = await composeAll(pipeline, withOneTest(queued, pipeline.log));
  const wanted = alerts.filter(({ alert }) => logWithheld(alert, pipeline) === undefined);
  for (const message of planMessages(wanted)) {
    try {
      if (remainingMs() < MAX_MESSAGE_MS) throw new OutOfTimeError();
      const { held } = await send(pipeline, message, (unsent) => toMessage(unsent, pipeline.settings));
      failed.push(...held.flatMap(({ messageIds }) => messageIds));
    } catch (error) {
      failed.push(...message.flatMap(({ messageIds }) => messageIds));
      const eventIds = message.map(({ alert }) => alert.event.eventId);
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

/** Reads the events, those that were delivered more than once as one. */
function readBatch(
  { Records }: SQSEvent,
  { log, now }: Pipeline,
): { queued: readonly QueuedEvent[]; failed: string[] } {
  const queued = new Map<string, QueuedEvent>();
  const failed: string[] = [];
  for (const record of Records) {
    const { messageId } = record;
    try {
      const event = received(parse(envelopeOf(record)), now?.());
      const id = identityOf(event);
      const key = id ?? messageId;
      queued.set(key, { id, event, messageIds: [...(queued.get(key)?.messageIds ?? []), messageId] });
    } catch (error) {
      failed.push(messageId);
      log.error({ message: LOG_ENTRIES.unreadable, messageId, error: String(error) });
    }
  }
  return { queued: [...queued.values()], failed };
}

/** Whoever may put events on the bus could send any number of tests. One shows that alerts arrive. */
function withOneTest(queued: readonly QueuedEvent[], log: Log): readonly QueuedEvent[] {
  const [, ...surplus] = queued.filter(({ event }) => event.kind === 'test');
  for (const { event } of surplus) log.warn({ message: LOG_ENTRIES.surplusTest, eventId: event.eventId });
  return queued.filter((each) => !surplus.includes(each));
}

/** Every event is looked up at most once, and described once. */
function composeAll(
  { enrich, settings }: Pipeline,
  queued: readonly QueuedEvent[],
): Promise<readonly QueuedAlert[]> {
  const lookedUp = toLookUp(
    queued.map(({ event }) => event),
    settings,
  );
  return Promise.all(
    queued.map(async ({ id, event, messageIds }) => {
      const enriched = lookedUp.has(event) ? await enrich(event) : event;
      return { id, alert: compose(enriched, settings), messageIds };
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
  if (!mayBeDigest(events.length)) return new Set(events);
  const judged = events.map((event) => ({ event, severity: worstSeverity(judge(event, settings)) }));
  const single = judged
    .filter(({ severity }) => severity === 'high')
    .sort(byUrgency)
    .slice(0, MAX_SINGLE_ALERTS);
  const incomplete = judged.filter(
    ({ event, severity }) =>
      (event.kind === 'resumed' || event.kind === 'ended') && withhold(event, severity, settings),
  );
  return new Set([...single, ...incomplete].map(({ event }) => event));
}

/** One alert as it is, several as a digest. */
function toMessage(items: readonly Outgoing[], settings: Settings): RenderedMessage {
  const [first, second] = items;
  if (first !== undefined && second === undefined) return first.alert.message;
  return composeDigest(
    items.map(({ alert }) => alert),
    settings,
  );
}
