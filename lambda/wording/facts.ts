import type { Fact } from '../notice.ts';
import { join, NOTHING, name, type Phrase, raw, say, typed, words } from '../phrase.ts';
import type { SessionEvent, Sourced } from '../session-event.ts';
import { actorInFull, actorName } from './actor.ts';
import { documentInFull, parameterLines, untold } from './document.ts';
import { isOwnSession } from './headline.ts';
import { originInFull } from './origin.ts';
import { targetInFull, unknownTarget } from './target.ts';
import { timeInFull } from './time.ts';

/** Every fact of the event under a plain label, in the order in which a reader asks. What is unknown is said so. */
export function facts(event: SessionEvent): readonly Fact[] {
  const { target, session, document, reason, outcome } = event;
  const fact = (label: string, value: Phrase | undefined): Fact[] =>
    value === undefined ? [] : [{ label, value }];
  return [
    ...fact('Who', actorInFull(event.actor, event.account)),
    ...fact(
      'Target',
      target ? sourced(target, targetInFull(target.value)) : unknownTarget(outcome.kind === 'denied'),
    ),
    ...fact(
      'Session',
      session ? sourced(session, [name(session.value.id)]) : words('none named in the event'),
    ),
    ...fact('Starter', starter(event)),
    ...fact('Purpose', document && sourced(document, documentInFull(document.value))),
    ...parameterLines(untold(event)).flatMap((line) => fact('Input', line)),
    ...fact('When', words(event.time === undefined ? 'unknown' : timeInFull(event.time))),
    ...fact('From', originInFull(event.origin, event.agent)),
    ...fact('Account', account(event)),
    ...fact(
      'Reason',
      reason === undefined ? undefined : say`"${typed(reason)}" (as ${actorName(event.actor)} typed it)`,
    ),
    ...fact('Error', error(event)),
    ...fact('Raw', event.kind === 'unrecognised' ? [raw(event.raw)] : undefined),
  ];
}

/** Marks what CloudTrail does not say in a field of its own. */
function sourced({ source }: Sourced<unknown>, phrase: Phrase): Phrase {
  return source === 'error-message' ? say`${phrase}, taken from the error message` : phrase;
}

/** Who started a session that somebody resumes or ends: worth a line unless it is the same person. */
function starter(event: SessionEvent): Phrase | undefined {
  const named = event.session?.value.starter;
  if (named === undefined || event.kind === 'started' || isOwnSession(event)) return undefined;
  return say`${name(named)} (inferred from the session id)`;
}

function account({ account: id, region }: SessionEvent): Phrase {
  const accountId = id === undefined ? words('unknown account') : [name(id)];
  return join([accountId, region === undefined ? words('unknown region') : [name(region)]], ', ');
}

function error({ outcome }: SessionEvent): Phrase | undefined {
  if (outcome.kind === 'succeeded') return undefined;
  const code = outcome.code === undefined ? NOTHING : [name(outcome.code)];
  return join([code, outcome.message === undefined ? NOTHING : say`"${typed(outcome.message)}"`], ': ');
}
