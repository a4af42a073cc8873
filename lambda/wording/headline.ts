import { NOTHING, name, type Phrase, say, words } from '../phrase.ts';
import type { SessionCall, SessionEvent, UnrecognisedEvent } from '../session-event.ts';
import { actorName } from './actor.ts';
import { purpose, purposeInBrief } from './document.ts';
import { targetName } from './target.ts';

/** What happened, in the words of a colleague. It says no more than the event shows: an end is asked for, not seen. */
export function headline(event: SessionEvent): Phrase {
  if (event.kind === 'unrecognised') return unrecognised(event);
  const sentence = say`${actorName(event.actor)} ${deed(event)}${onTarget(event)}${inAccount(event)}${because(event)}.`;
  const targetLost = event.target === undefined && event.session === undefined;
  return targetLost ? say`${sentence} CloudTrail does not say on which machine.` : sentence;
}

/** Whether the session is the actor's own, going by the name in its id. Undefined where that cannot be told. */
export function isOwnSession({ session, actor }: SessionEvent): boolean | undefined {
  const starter = session?.value.starter;
  if (starter === undefined || actor.sessionName === undefined) return undefined;
  return starter.toLowerCase() === actor.sessionName.toLowerCase();
}

/** What it was about, in as few words as tell it: `shell`, `freja's session`. */
export function deedInBrief(event: SessionEvent): Phrase {
  if (event.kind === 'unrecognised') return event.eventName === undefined ? NOTHING : [name(event.eventName)];
  if (event.kind !== 'started') return event.target === undefined ? NOTHING : whoseSession(event);
  return purposeInBrief(event.document?.value);
}

function deed(event: SessionCall): Phrase {
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

function whoseSession(event: SessionCall): Phrase {
  const starter = event.session?.value.starter;
  if (isOwnSession(event)) return words('their own session');
  return starter === undefined ? words('a session') : say`${name(starter)}'s session`;
}

function onTarget({ target, document }: SessionCall): Phrase {
  if (target === undefined) return NOTHING;
  const preposition = words(document?.value.kind === 'remote-port-forwarding' ? ' through ' : ' on ');
  return say`${preposition}${targetName(target.value)}`;
}

function inAccount({ account }: SessionCall): Phrase {
  return account === undefined ? NOTHING : say` in account ${name(account)}`;
}

function because({ outcome }: SessionCall): Phrase {
  if (outcome.kind !== 'failed') return NOTHING;
  return outcome.code === undefined ? words(', and it failed') : say`, and it failed: ${name(outcome.code)}`;
}

function unrecognised({ eventName, eventSource, actor }: UnrecognisedEvent): Phrase {
  const call = eventName === undefined ? words('an event without a name') : say`the call ${name(eventName)}`;
  const source = eventSource === undefined ? NOTHING : say` of ${name(eventSource)}`;
  return say`${actorName(actor)} made ${call}${source}, which this notifier does not recognise. Read the raw event below.`;
}
