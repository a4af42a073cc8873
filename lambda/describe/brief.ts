import type { Brief } from '../domain/notice.ts';
import { join, NOTHING, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import type { Settings } from '../settings.ts';
import { accountName, configuredName } from './account.ts';
import { actorInFull } from './actor.ts';
import { actorName, shorterActorName } from './actor-name.ts';
import { isDated } from './age.ts';
import { purposesInBrief } from './document.ts';
import { originName } from './origin.ts';
import { whoseSession } from './owner.ts';
import { targetInBrief, targetName } from './target.ts';
import { dateAndTime, dateAndTimeOfDay, dateInBrief, timeOfDay } from './time.ts';

/** The facts in as few words as possible, for a subject line, an SMS and a digest. */
export function toBrief(event: SessionEvent, settings: Settings): Brief {
  const { session, region, origin } = event;
  const [activity, ...shorterActivities] = activities(event);
  const hasOwnSession = session !== undefined && event.target !== undefined;
  return {
    actor: actorName(event),
    shorterActor: shorterActorName(event.actor),
    actorInFull: actorInFull(event),
    target: targetOr(event, targetInBrief(event)),
    targetName: targetOr(event, targetName(event)),
    activity,
    shorterActivities,
    account: accountName(event, configuredName(event, settings)),
    region: region === undefined ? words('unknown region') : [name(region)],
    ...times(event, settings),
    origin: origin.kind === 'unknown' ? NOTHING : originName(origin),
    session: hasOwnSession ? [name(session.value.id)] : NOTHING,
    shorterSession: hasOwnSession ? endOf(session.value.id) : NOTHING,
  };
}

function times(
  event: SessionEvent,
  { timeZone }: Settings,
): Pick<Brief, 'time' | 'shorterTime' | 'date' | 'moment'> {
  const { time } = event;
  if (time === undefined) return { time: NOTHING, shorterTime: NOTHING, date: NOTHING, moment: NOTHING };
  const dated = words(dateAndTimeOfDay(time));
  return {
    time: isDated(event) ? dated : words(timeOfDay(time, timeZone)),
    shorterTime: isDated(event) ? dated : words(timeOfDay(time)),
    date: isDated(event) ? words(dateInBrief(time)) : NOTHING,
    moment: words(dateAndTime(time)),
  };
}

/** Session Manager's ids end in random letters and digits, the last of which do to find one in a list. */
function endOf(sessionId: string): Phrase {
  const [end] = /(?<=[-][a-z0-9]{9,})[a-z0-9]{8}$/.exec(sessionId) ?? [];
  return end === undefined ? NOTHING : [name(`..${end}`)];
}

/** What was tried on the target and did not happen, for a line that begins with DENIED or FAILED: `end `, `resume `. */
function attempt({ kind, outcome }: SessionEvent): Phrase {
  if (outcome.kind === 'succeeded' || (kind !== 'resumed' && kind !== 'ended')) return NOTHING;
  return words(kind === 'ended' ? 'end ' : 'resume ');
}

/** The target as it is named, or the session where no target is known. */
function targetOr(event: SessionEvent, target: Phrase | undefined): Phrase {
  if (event.kind === 'test') return words('no session');
  const { session } = event;
  const instead = session
    ? say`session ${name(session.value.id)}`
    : words(event.unreadable?.includes('target') ? 'machine could not be read' : 'machine not named');
  return say`${attempt(event)}${target ?? instead}`;
}

/** What was opened, resumed or ended: `shell`, `freja's session`; then the same in fewer words. */
function activities(event: SessionEvent): readonly [Phrase, ...Phrase[]] {
  switch (event.kind) {
    case 'test':
      return [NOTHING];
    case 'unrecognised':
      return [event.eventName === undefined ? NOTHING : [name(event.eventName)]];
    case 'started': {
      const [purpose, ...shorter] = purposesInBrief(event.document?.value);
      return [join([purpose, errorCode(event)], ', '), ...shorter];
    }
    case 'resumed':
    case 'ended': {
      const whose = event.target === undefined ? NOTHING : whoseSession(event);
      return [event.outcome.kind === 'succeeded' ? whose : errorCode(event)];
    }
    default:
      return event satisfies never;
  }
}

function errorCode({ outcome }: SessionEvent): Phrase {
  return outcome.kind === 'failed' && outcome.code !== undefined ? [name(outcome.code)] : NOTHING;
}
