import { describe } from './describe/describe.ts';
import { toDigest } from './describe/digest.ts';
import type { Notice } from './domain/notice.ts';
import type { SessionEvent } from './domain/session-event.ts';
import { fitsOneMessage, type RenderedMessage, render, renderDigest } from './render/render.ts';
import type { Settings } from './settings.ts';

/** One event, what is said of it, and the message that says it to every reader. */
export interface Alert {
  readonly event: SessionEvent;
  readonly notice: Notice;
  /** Rendered when it is read: an alert that is withheld or sent in a digest needs no message of its own. */
  readonly message: RenderedMessage;
}

/**
 * Finds the words for an event and lays them out. It is pure and imports nothing of Node.js, so that the function, the
 * command line, the benchmark and a browser run the very same code.
 */
export function compose(event: SessionEvent, settings: Settings): Alert {
  const notice = describe(event, settings);
  return {
    event,
    notice,
    get message() {
      return render(notice, settings);
    },
  };
}

/** One message for several alerts. @param alerts at least one, and no more than `fitOneMessage` */
export function composeDigest(alerts: readonly Alert[], settings: Settings): RenderedMessage {
  return renderDigest(toDigest(noticesOf(alerts)), settings);
}

/** Whether one message can hold several alerts without leaving any out for those who read it. */
export function fitOneMessage(alerts: readonly Alert[]): boolean {
  return fitsOneMessage(toDigest(noticesOf(alerts)));
}

function noticesOf(alerts: readonly Alert[]): readonly Notice[] {
  return alerts.map(({ notice }) => notice);
}
