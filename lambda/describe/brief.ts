import type { Brief } from '../domain/notice.ts';
import { join, NOTHING, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { accountName } from './account.ts';
import { actorInFull } from './actor.ts';
import { actorName } from './actor-name.ts';
import { isDated } from './age.ts';
import { purposeInBrief } from './document.ts';
import { originName } from './origin.ts';
import { whoseSession } from './owner.ts';
import { targetInBrief } from './target.ts';
import { dateAndTime, dateAndTimeOfDay, timeOfDay } from './time.ts';

/** The facts in as few words as possible, for a subject line, an SMS and a digest. */
export function toBrief(event: SessionEvent, configuredAccountName: string | undefined): Brief {
  const { session, region, time, origin } = event;
  return {
    actor: actorName(event),
    actorInFull: actorInFull(event),
    target: event.kind === 'test' ? words('no session') : say`${attempt(event)}${targetOrSession(event)}`,
    activity: activity(event),
    account: accountName(event, configuredAccountName),
    region: region === undefined ? words('unknown region') : [name(region)],
    time: words(time === undefined ? '' : isDated(event) ? dateAndTimeOfDay(time) : timeOfDay(time)),
    moment: words(time === undefined ? '' : dateAndTime(time)),
    origin: origin.kind === 'unknown' ? NOTHING : originName(origin),
    session: session === undefined || event.target === undefined ? NOTHING : [name(session.value.id)],
  };
}

/** What was tried on the target and did not happen, for a line that begins with DENIED or FAILED: `end `, `resume `. */
function attempt({ kind, outcome }: SessionEvent): Phrase {
  if (outcome.kind === 'succeeded' || (kind !== 'resumed' && kind !== 'ended')) return NOTHING;
  return words(kind === 'ended' ? 'end ' : 'resume ');
}

function targetOrSession(event: SessionEvent): Phrase {
  const { session, outcome } = event;
  const unnamed = words(outcome.kind === 'denied' ? 'target not named' : 'unknown target');
  return targetInBrief(event) ?? (session ? say`session ${name(session.value.id)}` : unnamed);
}

/** What was opened, resumed or ended: `shell`, `shell, TargetNotConnected`, `freja's session`. */
function activity(event: SessionEvent): Phrase {
  switch (event.kind) {
    case 'test':
      return NOTHING;
    case 'unrecognised':
      return event.eventName === undefined ? NOTHING : [name(event.eventName)];
    case 'started':
      return join([purposeInBrief(event.document?.value), errorCode(event)], ', ');
    case 'resumed':
    case 'ended': {
      const whose = event.target === undefined ? NOTHING : whoseSession(event);
      return event.outcome.kind === 'succeeded' ? whose : errorCode(event);
    }
    default:
      return event satisfies never;
  }
}

function errorCode({ outcome }: SessionEvent): Phrase {
  return outcome.kind === 'failed' && outcome.code !== undefined ? [name(outcome.code)] : NOTHING;
}
