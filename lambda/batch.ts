import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { deliverEvent, type Parts, send, withhold } from './alert.ts';
import { describe } from './describe.ts';
import { toDigest } from './digest.ts';
import type { Log } from './log.ts';
import type { Notice } from './notice.ts';
import { parse } from './parse.ts';
import { renderDigest } from './render/index.ts';
import type { SessionEvent } from './session-event.ts';
import { envelopeOf } from './sqs-batch.ts';

/** So many events are told one by one: a digest of three is harder to read than three alerts. */
const HANDFUL = 5;

/** Of a larger number, so many of high severity still get a message of their own; the others head the digest. */
const MOST_OF_THEIR_OWN = 10;

/** One event, and the queued messages that carried it: EventBridge may deliver it more than once. */
interface Queued {
  readonly event: SessionEvent;
  readonly messageIds: readonly string[];
}

/**
 * Delivers what gathered in the queue: a handful one by one, more as one digest. Every event ends in exactly one message,
 * or its queued messages are reported as failed and come again; one that cannot be read fails alone.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export async function deliverBatch(parts: Parts, batch: SQSEvent): Promise<SQSBatchResponse> {
  const { queued, failed } = readBatch(batch, parts.log);
  const alone = queued.length <= HANDFUL ? queued : mostSevere(parts, queued);
  const together = queued.filter((each) => !alone.includes(each));
  for (const { event, messageIds } of alone) {
    try {
      await deliverEvent(parts, event);
    } catch (error) {
      failed.push(...messageIds);
      logFailure(parts, [event], error);
    }
  }
  if (together.length > 0) failed.push(...(await deliverTogether(parts, together)));
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
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
      log.error({ message: 'unreadable', messageId: record.messageId, error: String(error) });
    }
  }
  return { queued: [...byId.values()], failed };
}

function mostSevere({ config }: Parts, queued: readonly Queued[]): Queued[] {
  const high = queued.filter(({ event }) => describe(event, config.settings).severity === 'high');
  return high.slice(0, MOST_OF_THEIR_OWN);
}

/** One digest of all that is not withheld and was not sent before. Returns the queued messages that failed. */
async function deliverTogether(parts: Parts, queued: readonly Queued[]): Promise<string[]> {
  const failed: string[] = [];
  const told: (Queued & { readonly notice: Notice })[] = [];
  for (const each of queued) {
    const notice = describe(each.event, parts.config.settings);
    if (withhold(parts, each.event, notice) !== undefined) continue;
    try {
      if (await parts.once.begin(each.event.eventId)) told.push({ ...each, notice });
    } catch {
      failed.push(...each.messageIds);
    }
  }
  if (told.length === 0) return failed;
  try {
    const digest = toDigest(told.map(({ notice }) => notice));
    const messageId = await send(parts, renderDigest(digest, parts.config), told[0]?.event.eventId);
    parts.log.info({
      message: 'published digest',
      events: told.length,
      severity: digest.severity,
      messageId,
    });
    await Promise.all(told.map(({ event }) => parts.once.sent(event.eventId)));
    await parts.pause();
    return failed;
  } catch (error) {
    logFailure(
      parts,
      told.map(({ event }) => event),
      error,
    );
    await Promise.all(told.map(({ event }) => parts.once.failed(event.eventId)));
    return [...failed, ...told.flatMap(({ messageIds }) => messageIds)];
  }
}

function logFailure({ log }: Parts, events: readonly SessionEvent[], error: unknown): void {
  log.error({
    message: 'not published',
    eventIds: events.map(({ eventId }) => eventId),
    error: String(error),
  });
}
