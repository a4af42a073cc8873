import { label, NOTHING, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionCall, SessionEvent, TestEvent, UnrecognisedEvent } from '../domain/session-event.ts';
import type { Settings } from '../settings.ts';
import { configuredName } from './account.ts';
import { actorAsSubject, actorName } from './actor-name.ts';
import { purpose } from './document.ts';
import { duration } from './duration.ts';
import { whoseSession } from './owner.ts';
import { targetName } from './target.ts';
import { timeInFull } from './time.ts';

/** CloudTrail and Session Manager each round to seconds by a clock of their own. */
const ALREADY_OVER_MS = 5000;

/** What happened, in the words of a colleague. It says no more than the event shows: an end is asked for, not seen. */
export function headline(event: SessionEvent, settings: Settings): Phrase {
  if (event.kind === 'unrecognised') return unrecognised(event);
  if (event.kind === 'test') return test(event);
  const place = inAccount(event, configuredName(event, settings));
  return say`${actorAsSubject(event)} ${action(event)}${onTarget(event)}${place}${openFor(event, settings)}${failure(event)}.`;
}

function action(event: SessionCall): Phrase {
  const { kind } = event.outcome;
  switch (event.kind) {
    case 'started': {
      const opened = purpose(event.document?.value);
      if (kind === 'denied') return say`was denied ${opened}`;
      if (kind === 'failed') return say`tried to open ${opened}`;
      return event.session === undefined ? say`requested ${opened}` : say`opened ${opened}`;
    }
    case 'resumed':
      return say`${words(verb(kind, event.session === undefined ? 'asked to resume' : 'resumed', 'resume'))} ${whoseSession(event)}`;
    case 'ended':
      return say`${words(verb(kind, 'asked to end', 'end'))} ${whoseSession(event)}`;
    default:
      return event.kind satisfies never;
  }
}

function verb(outcome: SessionCall['outcome']['kind'], past: string, infinitive: string): string {
  if (outcome === 'denied') return `was refused when trying to ${infinitive}`;
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

/** The time since the start that a look-up found, or when the session had ended already. */
function openFor({ kind, time, lookedUp }: SessionCall, { timeZone }: Settings): Phrase {
  const { startedAt, endedAt } = lookedUp?.session ?? {};
  if (kind !== 'ended' || startedAt === undefined || time === undefined) return NOTHING;
  if (endedAt !== undefined && Date.parse(time) - Date.parse(endedAt) > ALREADY_OVER_MS) {
    return words(`, which had already ended at ${timeInFull(endedAt, timeZone)}`);
  }
  const open = duration(startedAt, time);
  return open === undefined ? NOTHING : words(`, which had been open for ${open}`);
}

function failure({ outcome }: SessionCall): Phrase {
  if (outcome.kind !== 'failed') return NOTHING;
  return outcome.code === undefined
    ? words(', and it failed')
    : say`, and it failed with code ${name(outcome.code)}`;
}

function test(event: TestEvent): Phrase {
  return say`This is a test of the session notifier, sent by ${actorName(event)}. No session was opened, resumed or ended.`;
}

function unrecognised(event: UnrecognisedEvent): Phrase {
  const { eventName, eventSource, outcome } = event;
  const call = eventName === undefined ? words('an unnamed API call') : say`the API call ${name(eventName)}`;
  const service = eventSource === undefined ? NOTHING : say` to ${name(eventSource)}`;
  const did = { succeeded: 'made', denied: 'was denied', failed: 'failed to make' }[outcome.kind];
  return say`${actorAsSubject(event)} ${words(did)} ${call}${service}, which this notifier does not recognise.`;
}
