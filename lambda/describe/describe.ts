import type { Brief, Notice, OutcomeWord } from '../domain/notice.ts';
import { NOTHING, name, say, words } from '../domain/phrase.ts';
import { toRecord } from '../domain/record.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { worstSeverity } from '../domain/severity.ts';
import type { Settings } from '../settings.ts';
import { accountName } from './account.ts';
import { actorInFull, actorName } from './actor.ts';
import { facts } from './facts.ts';
import { deedInBrief, headline, undone } from './headline.ts';
import { judge } from './judge.ts';
import { consoleLinks } from './links.ts';
import { originName } from './origin.ts';
import { targetInBrief } from './target.ts';
import { moment, timeInBrief } from './time.ts';

/** The words for an event: what to say, in which order, and what to warn of. */
export function describe(event: SessionEvent, settings: Settings): Notice {
  const warnings = judge(event, settings);
  const given = givenName(event, settings);
  return {
    outcome: outcomeWord(event),
    severity: worstSeverity(warnings),
    headline: headline(event, given),
    facts: facts(event, given),
    warnings,
    links: event.kind === 'test' ? [] : consoleLinks(event),
    endCommand: endCommand(event),
    brief: brief(event, given),
    record: toRecord(event, given),
  };
}

function outcomeWord({ kind, outcome }: SessionEvent): OutcomeWord {
  if (kind === 'unrecognised') return 'UNRECOGNISED';
  if (kind === 'test') return 'TEST';
  if (outcome.kind !== 'succeeded') return outcome.kind === 'denied' ? 'DENIED' : 'FAILED';
  return ({ started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' } as const)[kind];
}

/** Session Manager's own characters. A leading hyphen would be an option, and `www.` a link in a mail. */
const SHELL_SAFE_ID = /^(?!.*www\.)\w[\w+=,.@-]{0,127}$/;

/**
 * Offered while a session may be running, and only where the id cannot be anything but an argument in a shell.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ssm/terminate-session.html
 */
function endCommand({ kind, outcome, session, region }: SessionEvent): string | undefined {
  const id = session?.value.id ?? '';
  const running = (kind === 'started' || kind === 'resumed') && outcome.kind === 'succeeded';
  if (!running || !SHELL_SAFE_ID.test(id) || !/^[a-z0-9-]{1,32}$/.test(region ?? '')) return undefined;
  return `aws ssm terminate-session --session-id ${id} --region ${region}`;
}

function givenName({ account }: SessionEvent, { accountNames }: Settings): string | undefined {
  return account !== undefined && Object.hasOwn(accountNames, account) ? accountNames[account] : undefined;
}

function brief(event: SessionEvent, given: string | undefined): Brief {
  const { session, region, time, origin, outcome } = event;
  const sessionId = session === undefined ? NOTHING : [name(session.value.id)];
  const target = targetInBrief(event);
  const unnamed = words(outcome.kind === 'denied' ? 'target not named' : 'unknown target');
  return {
    actor: actorName(event.actor),
    actorInFull: actorInFull(event.actor, event.account),
    target:
      event.kind === 'test'
        ? words('no session')
        : say`${undone(event)}${target ?? (session ? say`session ${sessionId}` : unnamed)}`,
    activity: deedInBrief(event),
    account: accountName(event, given),
    region: region === undefined ? words('unknown region') : [name(region)],
    time: words(time === undefined ? '' : timeInBrief(time)),
    moment: words(time === undefined ? '' : moment(time)),
    origin: origin.kind === 'unknown' ? NOTHING : originName(origin),
    session: target === undefined ? NOTHING : sessionId,
  };
}
