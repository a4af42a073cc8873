import type { Fact } from '../domain/notice.ts';
import { ownershipOf } from '../domain/ownership.ts';
import { name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent, Sourced } from '../domain/session-event.ts';
import type { Settings } from '../settings.ts';
import { accountInFull, configuredName } from './account.ts';
import { actorInFull } from './actor.ts';
import { documentInFull } from './document.ts';
import { originInFull } from './origin.ts';
import { ownerInFull } from './owner.ts';
import { tags, targetInFull } from './target.ts';
import { timeInFull } from './time.ts';

/** The facts of the event under plain labels, in the order in which a reader asks. What was typed is quoted elsewhere. */
export function toFacts(event: SessionEvent, settings: Settings): readonly Fact[] {
  const { session, time, kind } = event;
  const account = accountInFull(event, configuredName(event, settings));
  const when = words(time === undefined ? 'unknown' : timeInFull(time, settings.timeZone));
  if (kind === 'test') {
    const { eventId } = event;
    return [
      ...toFact('When', when),
      ...toFact('Account', account),
      ...toFact('Test', eventId === undefined ? undefined : [name(eventId)]),
    ];
  }
  return [
    ...toFact('Who', actorInFull(event)),
    ...toFact('Machine', sourced(event.target, targetInFull(event))),
    ...toFact('Tags', tags(event)),
    ...toFact('Session', session && sourced(session, [name(session.value.id)])),
    ...toFact('Owner', owner(event)),
    ...toFact('Opened', opened(event, settings)),
    ...toFact('Document', document(event)),
    ...toFact('When', when),
    ...toFact('From', originInFull(event.origin, event.agent)),
    ...toFact('Account', account),
  ];
}

/** A fact, or none where nothing is known that could be one. */
export function toFact(label: string, value: Phrase | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ label, value }];
}

/** Marks what CloudTrail does not say in a field of its own. */
function sourced(found: Sourced<unknown> | undefined, phrase: Phrase): Phrase {
  switch (found?.source) {
    case 'error-message':
      return say`${phrase}, taken from the error message`;
    case 'look-up':
      return say`${phrase}, looked up`;
    default:
      return phrase;
  }
}

/** Who may have started a session that somebody resumes or ends. Where that is known, headline and warnings say so. */
function owner(event: SessionEvent): Phrase | undefined {
  if (event.kind === 'started') return undefined;
  const { kind, owner } = ownershipOf(event);
  const named = ownerInFull(event);
  if (kind !== 'unknown' || owner === undefined || named === undefined) return undefined;
  return say`${named} (${words(owner.source === 'look-up' ? 'looked up' : 'inferred from the session id')})`;
}

function opened({ lookedUp }: SessionEvent, { timeZone }: Settings): Phrase | undefined {
  const time = lookedUp?.session?.startedAt;
  return time === undefined ? undefined : words(`${timeInFull(time, timeZone)}, looked up`);
}

/** The headline of a start says all there is to say of a document that nobody but its owner knows. */
function document({ kind, document, account }: SessionEvent): Phrase | undefined {
  const isInHeadline = kind === 'started' && document?.value.kind === 'custom' && document.source === 'event';
  return document === undefined || isInHeadline
    ? undefined
    : sourced(document, documentInFull(document.value, account));
}
