import { type Alert, compose } from './compose.ts';
import type { SessionEvent } from './domain/session-event.ts';
import type { Enrich } from './enrich/enrich.ts';
import { EventHeldError } from './errors.ts';
import { LOG_ENTRIES, type Log } from './log.ts';
import { parse } from './parse/parse.ts';
import { toIsoTime } from './parse/time.ts';
import { identityOf } from './publish/identity.ts';
import type { Once, Sendable, SendResult } from './publish/once.ts';
import type { Publisher } from './publish/publish.ts';
import { type Withheld, withhold } from './publish/withhold.ts';
import type { RenderedMessage } from './render/render.ts';
import type { Settings } from './settings.ts';

/** The steps that need more than the event, and what the deployment sets. */
export interface Pipeline {
  readonly settings: Settings;
  readonly enrich: Enrich;
  readonly once: Once;
  readonly publisher: Publisher;
  readonly log: Log;
  /**
   * The clock that tells an event of this moment from one that is late, or was sent again.
   * @default - every event counts as one of this moment
   */
  readonly now?: () => Date;
}

/** What became of an event. */
export type Result = { readonly eventId: string | undefined } & (
  | { readonly messageId: string }
  | { readonly withheld: Withheld }
  | { readonly duplicate: true }
);

/** An alert, and the identity under which it is sent once. */
export interface Outgoing extends Sendable {
  readonly alert: Alert;
}

/**
 * Takes one event all the way: parse, enrich, describe and render (`compose`), withhold, publish once. Every failure
 * leaves it as a throw, so that Lambda tries the event again and then keeps it.
 *
 * @param input an EventBridge event, parsed from JSON
 * @throws {UnreadableEnvelopeError} if it is no event
 * @throws {PublishError} if SNS does not take the message
 * @throws {EventHeldError} if another invocation is sending the same event
 */
export async function deliver(pipeline: Pipeline, input: unknown): Promise<Result> {
  const { enrich, settings, now } = pipeline;
  const parsed = received(parse(input), now?.());
  const event = await enrich(parsed);
  const alert = compose(event, settings);
  const { eventId } = event;
  const withheld = logWithheld(alert, pipeline);
  if (withheld !== undefined) return { eventId, withheld };
  const { messageId, held } = await send(pipeline, [{ id: identityOf(parsed), alert }], () => alert.message);
  if (held.length > 0) throw new EventHeldError(eventId);
  return messageId === undefined ? { eventId, duplicate: true } : { eventId, messageId };
}

/** The event with the time at which it came here. */
export function received<Event extends SessionEvent>(event: Event, at: Date | undefined): Event {
  if (at === undefined) return event;
  return { ...event, arrival: { ...event.arrival, receivedAt: toIsoTime(at.toISOString()) } };
}

/**
 * Sends in one message those alerts that were not sent before, and logs what became of each.
 *
 * @param items at least one
 * @param toMessage lays out those that are left
 * @throws {PublishError} if SNS does not take the message; then none of them is sent
 */
export async function send<Item extends Outgoing>(
  { once, publisher, log }: Pipeline,
  items: readonly Item[],
  toMessage: (unsent: readonly Item[]) => RenderedMessage,
): Promise<SendResult<Item>> {
  const result = await once(items, (unsent) =>
    publisher.publish(toMessage(unsent), unsent[0]?.alert.event.eventId),
  );
  const { sent, messageId, sentBefore, held } = result;
  const published = sent.length > 1 ? LOG_ENTRIES.publishedInDigest : LOG_ENTRIES.published;
  for (const { alert } of sent) log.info({ message: published, ...toLogFields(alert), messageId });
  for (const { alert } of sentBefore) log.info({ message: LOG_ENTRIES.duplicate, ...toLogFields(alert) });
  for (const { alert } of held) log.warn({ message: LOG_ENTRIES.held, ...toLogFields(alert) });
  return result;
}

/** Why the audience does not get the alert, if it does not. It is logged, so that nothing is withheld in silence. */
export function logWithheld(alert: Alert, { settings, log }: Pipeline): Withheld | undefined {
  const withheld = withhold(alert.event, alert.notice.severity, settings);
  if (withheld !== undefined) log.info({ message: LOG_ENTRIES.withheld, ...toLogFields(alert), ...withheld });
  return withheld;
}

/** What an operator searches the log for. */
function toLogFields({ event, notice }: Alert): object {
  const { eventId, kind, outcome } = event;
  return { eventId, kind, outcome: outcome.kind, severity: notice.severity };
}
