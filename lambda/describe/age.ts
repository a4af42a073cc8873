import { name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { duration } from './duration.ts';

/** CloudTrail delivers within minutes, and a buffer holds an event for five at most. */
const LATE_MS = 15 * 60 * 1000;

/** Whether the event is not of this moment: it was replayed, came late, or is of another day. */
export function isDated(event: SessionEvent): boolean {
  const { time, arrival } = event;
  const isOfAnotherDay =
    time !== undefined &&
    arrival?.receivedAt !== undefined &&
    time.slice(0, 10) !== arrival.receivedAt.slice(0, 10);
  const { replayName, delayed } = arrival ?? {};
  return isOfAnotherDay || replayName !== undefined || delayed === true || delay(event) !== undefined;
}

/** Why an event comes only now, for whoever would take it for one of this moment. */
export function whyDated(event: SessionEvent): Phrase | undefined {
  const { replayName, delayed } = event.arrival ?? {};
  const late = delay(event);
  const age = late === undefined ? words('not new') : words(`${late} old`);
  if (replayName !== undefined) {
    return say`This event is ${age}: EventBridge sent it again from an archive (replay ${name(replayName)}).`;
  }
  if (delayed) return say`This event is ${age}: CloudTrail delivered it late.`;
  return late === undefined ? undefined : say`This event is ${age}: it was delivered late, or sent again.`;
}

/** How long the event took to come here, where that is long: `3 h 5 min`. */
function delay({ time, arrival }: SessionEvent): string | undefined {
  if (time === undefined || arrival?.receivedAt === undefined) return undefined;
  const isLate = Date.parse(arrival.receivedAt) - Date.parse(time) >= LATE_MS;
  return isLate ? duration(time, arrival.receivedAt) : undefined;
}
