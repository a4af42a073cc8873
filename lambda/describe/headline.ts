import { label, NOTHING, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionCall, SessionEvent, TestEvent, UnrecognisedEvent } from '../domain/session-event.ts';
import { actorAsSubject, actorName } from './actor-name.ts';
import { purpose } from './document.ts';
import { duration } from './duration.ts';
import { whoseSession } from './owner.ts';
import { isTargetLost, targetName } from './target.ts';
import { timeInFull } from './time.ts';

/** CloudTrail and Session Manager each round to seconds by a clock of their own. */
const ALREADY_OVER_MS = 5000;

/** What happened, in the words of a colleague. It says no more than the event shows: an end is asked for, not seen. */
export function headline(event: SessionEvent, configuredAccountName: string | undefined): Phrase {
  if (event.kind === 'unrecognised') return unrecognised(event);
  if (event.kind === 'test') return test(event);
  const sentence = say`${actorAsSubject(event)} ${action(event)}${onTarget(event)}${inAccount(event, configuredAccountName)}${openFor(event)}${failure(event)}.`;
  return isTargetLost(event) ? say`${sentence} CloudTrail does not say on which machine.` : sentence;
}

function action(event: SessionCall): Phrase {
  const { kind } = event.outcome;
  switch (event.kind) {
    case 'started': {
      const opened = purpose(event.document?.value);
      if (kind === 'denied') return say`was denied ${opened}`;
      if (kind === 'failed') return say`tried to open ${opened}`;
      return event.session === undefined ? say`asked for ${opened}` : say`opened ${opened}`;
    }
    case 'resumed':
      return say`${words(verb(kind, 'resumed', 'resuming', 'resume'))} ${whoseSession(event)}`;
    case 'ended':
      return say`${words(verb(kind, 'asked to end', 'ending', 'end'))} ${whoseSession(event)}`;
    default:
      return event.kind satisfies never;
  }
}

function verb(
  outcome: SessionCall['outcome']['kind'],
  past: string,
  gerund: string,
  infinitive: string,
): string {
  if (outcome === 'denied') return `was denied ${gerund}`;
  return outcome === 'failed' ? `tried to ${infinitive}` : past;
}

function onTarget(event: SessionCall): Phrase {
  const target = targetName(event);
  if (target === undefined) return NOTHING;
  const preposition = words(event.document?.value.kind === 'remote-port-forwarding' ? ' through ' : ' on ');
  return say`${preposition}${target}`;
}

function inAccount({ account }: SessionCall, configuredAccountName: string | undefined): Phrase {
  if (configuredAccountName !== undefined) return say` in ${label(configuredAccountName)}`;
  return account === undefined ? NOTHING : say` in account ${name(account)}`;
}

/** The time since the start that a look-up found, or since when the session had been over. */
function openFor({ kind, time, lookedUp }: SessionCall): Phrase {
  const { startedAt, endedAt } = lookedUp?.session ?? {};
  if (kind !== 'ended' || startedAt === undefined || time === undefined) return NOTHING;
  if (endedAt !== undefined && Date.parse(time) - Date.parse(endedAt) > ALREADY_OVER_MS) {
    return words(`, which was over since ${timeInFull(endedAt)}`);
  }
  const open = duration(startedAt, time);
  return open === undefined ? NOTHING : words(`, open for ${open}`);
}

function failure({ outcome }: SessionCall): Phrase {
  if (outcome.kind !== 'failed') return NOTHING;
  return outcome.code === undefined ? words(', and it failed') : say`, and it failed: ${name(outcome.code)}`;
}

function test(event: TestEvent): Phrase {
  return say`This is a test of the session notifier, sent by ${actorName(event)}. No session was opened, resumed or ended.`;
}

function unrecognised(event: UnrecognisedEvent): Phrase {
  const { eventName, eventSource, outcome } = event;
  const call = eventName === undefined ? words('an event without a name') : say`the call ${name(eventName)}`;
  const source = eventSource === undefined ? NOTHING : say` of ${name(eventSource)}`;
  const did = { succeeded: 'made', denied: 'was denied', failed: 'failed at' }[outcome.kind];
  return say`${actorAsSubject(event)} ${words(did)} ${call}${source}, which this notifier does not recognise.`;
}
