import type { SNSClient } from '@aws-sdk/client-sns';
import type { Config } from './config.ts';
import { describe } from './describe/describe.ts';
import type { Notice } from './domain/notice.ts';
import type { SessionEvent } from './domain/session-event.ts';
import type { Enrich } from './enrich/enrich.ts';
import { LOG_ENTRIES, type Log } from './log.ts';
import type { Once } from './publish/once.ts';
import { publish } from './publish/publish.ts';
import { type Withheld, withholds } from './publish/withhold.ts';
import type { RenderedMessage } from './render/protocols.ts';
import { render } from './render/render.ts';

/** What a delivery is made of. */
export interface Parts {
  readonly config: Config;
  readonly sns: SNSClient;
  readonly log: Log;
  readonly enrich: Enrich;
  readonly once: Once;
  /** Waits until the next message may be published. */
  readonly pause: () => Promise<void>;
}

/** What became of an event. */
export type Result =
  | { readonly eventId: string | undefined; readonly messageId: string }
  | { readonly eventId: string | undefined; readonly withheld: Withheld }
  | { readonly eventId: string | undefined; readonly duplicate: true };

/** Sends an alert of its own for one event. */
export async function deliverEvent(parts: Parts, parsed: SessionEvent): Promise<Result> {
  const event = await parts.enrich(parsed);
  const notice = describe(event, parts.config.settings);
  const { eventId } = event;
  const withheld = logWithheld(parts, event, notice);
  if (withheld !== undefined) return { eventId, withheld };
  if (!(await parts.once.begin(eventId))) {
    parts.log.info({ message: LOG_ENTRIES.duplicate, ...facts(event, notice) });
    return { eventId, duplicate: true };
  }
  try {
    const messageId = await send(parts, render(notice, parts.config), eventId);
    parts.log.info({ message: LOG_ENTRIES.published, ...facts(event, notice), messageId });
    await parts.once.sent(eventId);
    return { eventId, messageId };
  } catch (error) {
    await parts.once.failed(eventId);
    throw error;
  } finally {
    // Also after a failure: SNS may have taken the message, and only its answer been lost.
    await parts.pause();
  }
}

/** Says why the audience does not get an alert, and logs it: nothing is withheld in silence. A test reaches everybody. */
export function logWithheld(
  { config, log }: Parts,
  event: SessionEvent,
  notice: Notice,
): Withheld | undefined {
  if (event.kind === 'test') return undefined;
  const withheld = withholds(event.actor, notice.severity, config.settings);
  if (withheld !== undefined)
    log.info({ message: LOG_ENTRIES.withheld, ...facts(event, notice), ...withheld });
  return withheld;
}

export function send(
  { sns, config }: Parts,
  message: RenderedMessage,
  eventId: string | undefined,
): Promise<string> {
  return publish(sns, config.topicArn, message, eventId);
}

/** What an operator searches the log for. */
export function facts({ eventId, kind, outcome }: SessionEvent, { severity }: Notice): object {
  return { eventId, kind, outcome: outcome.kind, severity };
}
