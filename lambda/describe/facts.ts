import type { Fact } from '../domain/notice.ts';
import { join, NOTHING, name, type Phrase, raw, say, typed, words } from '../domain/phrase.ts';
import type { SessionEvent, Sourced } from '../domain/session-event.ts';
import { accountInFull } from './account.ts';
import { actorInFull } from './actor.ts';
import { documentInFull, otherParameters, parameterLines } from './document.ts';
import { originInFull } from './origin.ts';
import { ownerInFull } from './owner.ts';
import { tags, targetInFull } from './target.ts';
import { timeInFull } from './time.ts';

/**
 * Every fact of the event under a plain label, in the order in which a reader asks. What is unknown is stated as
 * unknown.
 */
export function toFacts(event: SessionEvent, configuredAccountName: string | undefined): readonly Fact[] {
  const { session, document } = event;
  if (event.kind === 'test') return testFacts(event, configuredAccountName);
  return [
    ...fact('Who', actorInFull(event)),
    ...fact('Target', sourced(event.target, targetInFull(event))),
    ...fact('Tags', tags(event)),
    ...fact(
      'Session',
      session ? sourced(session, [name(session.value.id)]) : words('none named in the event'),
    ),
    ...fact('Owner', owner(event)),
    ...fact('Started', started(event)),
    ...fact('Purpose', document && sourced(document, documentInFull(document.value))),
    ...fact('When', when(event)),
    ...fact('From', originInFull(event.origin, event.agent)),
    ...fact('Account', accountInFull(event, configuredAccountName)),
    ...fact('Reason', reason(event)),
    ...fact('Error', error(event)),
    ...parameterLines(otherParameters(event)).flatMap((line) => fact('Input', line)),
    ...fact('Raw', event.kind === 'unrecognised' ? [raw(event.raw)] : undefined),
  ];
}

function testFacts(event: SessionEvent, configuredAccountName: string | undefined): readonly Fact[] {
  return [
    ...fact('When', when(event)),
    ...fact('Account', accountInFull(event, configuredAccountName)),
    ...fact('Test', event.eventId === undefined ? undefined : [name(event.eventId)]),
  ];
}

function fact(label: string, value: Phrase | undefined): Fact[] {
  return value === undefined ? [] : [{ label, value }];
}

function when({ time }: SessionEvent): Phrase {
  return words(time === undefined ? 'unknown' : timeInFull(time));
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

/** Who started a session that somebody resumes or ends. A name alone does not prove that it is the same person. */
function owner(event: SessionEvent): Phrase | undefined {
  const named = ownerInFull(event);
  if (named === undefined || event.kind === 'started') return undefined;
  const how = event.lookedUp?.session?.owner === undefined ? 'inferred from the session id' : 'looked up';
  return say`${named} (${words(how)})`;
}

function started({ lookedUp }: SessionEvent): Phrase | undefined {
  const time = lookedUp?.session?.startedAt;
  return time === undefined ? undefined : words(`${timeInFull(time)}, looked up`);
}

/** What was typed is a claim of whoever typed it: the caller of this call, or the owner when the session started. */
function reason(event: SessionEvent): Phrase | undefined {
  if (event.reason !== undefined) return say`"${typed(event.reason)}" (as the caller typed it)`;
  const kept = event.lookedUp?.session?.reason;
  return kept === undefined ? undefined : say`"${typed(kept)}" (as typed when the session was started)`;
}

function error({ outcome }: SessionEvent): Phrase | undefined {
  if (outcome.kind === 'succeeded') return undefined;
  const code = outcome.code === undefined ? NOTHING : [name(outcome.code)];
  return join([code, outcome.message === undefined ? NOTHING : say`"${typed(outcome.message)}"`], ': ');
}
