import { createHandler, type Handler } from '../../../lambda/create-handler.ts';
import { type Enrich, noLookUps } from '../../../lambda/enrich/enrich.ts';
import { everyTime } from '../../../lambda/publish/once.ts';
import type { Publisher as SnsPublisher } from '../../../lambda/publish/publish.ts';
import type { Withheld } from '../../../lambda/publish/withhold.ts';
import type { Settings } from '../../../lambda/settings.ts';
import type { PublishedMessage } from '../../../stand-in/sns/sns.ts';

/** Takes one event after the other to their readers, or shows what those would receive. */
export interface Publisher {
  /** @throws {UnreadableEnvelopeError} if it is no event */
  publish(envelope: unknown): Promise<Publication>;
  close(): Promise<void>;
}

export type Publication =
  /** Nothing was sent: this is what subscribers would receive. */
  | { readonly received: PublishedMessage }
  | { readonly messageId: string }
  | { readonly withheld: Withheld }
  | { readonly duplicate: true };

/** SNS suspends an email subscription that gets more than 10 messages a second. */
export const PAUSE_BETWEEN_ALERTS_MS = 200;

const silence = () => {};
const log = { info: silence, warn: silence, error: silence };

/** What the function does beside what its settings say. */
export interface LocalOptions {
  /** @default - nothing is looked up */
  readonly enrich?: Enrich;
  /** The clock by which old events are told from new ones. @default - all count as new */
  readonly now?: () => Date;
}

/** The function's own handler, which sends everything that its settings do not withhold. */
export function createLocalHandler(
  settings: Settings,
  publisher: SnsPublisher,
  options: LocalOptions = {},
): Handler {
  return createHandler({ settings, enrich: noLookUps, once: everyTime, publisher, log, ...options });
}

/** A single event, every time anew, has no other end. */
export function toPublication(
  result: Awaited<ReturnType<Handler>>,
): Exclude<Publication, { readonly received: PublishedMessage }> {
  if ('messageId' in result || 'withheld' in result || 'duplicate' in result) return result;
  throw new Error(`The function did not treat this as one event: ${JSON.stringify(result)}`);
}
