import type { Fact } from '../domain/notice.ts';
import { type Phrase, raw, say, typed } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { otherParameters, parameterLines } from './document.ts';
import { toFact } from './facts.ts';
import { unknownProgram } from './origin.ts';

/**
 * What somebody typed, and what AWS wrote around it, word for word. None of it is checked, and any of it may imitate a fact,
 * so a reader has to see it apart from the facts. A failed call's message comes first: it may say why the call failed.
 */
export function toQuotes(event: SessionEvent): readonly Fact[] {
  return [
    ...toFact('Error', error(event)),
    ...toFact('Reason', event.reason === undefined ? undefined : quoted(event.reason)),
    ...toFact('Reason given at the start', reasonAtStart(event)),
    ...parameterLines(otherParameters(event)).flatMap((line) => toFact('Input', line)),
    ...toFact('Program', unknownProgram(event.origin, event.agent)),
    ...toFact('Raw event', event.kind === 'unrecognised' ? [raw(event.raw)] : undefined),
  ];
}

function error({ outcome }: SessionEvent): Phrase | undefined {
  return outcome.kind === 'succeeded' || outcome.message === undefined ? undefined : quoted(outcome.message);
}

/** What the owner typed when the session was started. */
function reasonAtStart({ reason, lookedUp }: SessionEvent): Phrase | undefined {
  const kept = lookedUp?.session?.reason;
  return reason !== undefined || kept === undefined ? undefined : quoted(kept);
}

function quoted(text: string): Phrase {
  return say`"${typed(text)}"`;
}
