import { consoleLinks } from './console-link.ts';
import { judge, worstOf } from './judge.ts';
import type { Brief, Notice, OutcomeWord } from './notice.ts';
import { NOTHING, name, say, words } from './phrase.ts';
import { toRecord } from './record.ts';
import type { SessionEvent } from './session-event.ts';
import { actorName } from './wording/actor.ts';
import { facts } from './wording/facts.ts';
import { deedInBrief, headline } from './wording/headline.ts';
import { originName } from './wording/origin.ts';
import { targetName } from './wording/target.ts';
import { timeInBrief } from './wording/time.ts';

/** The words for an event: what to say, in which order, and what to warn of. */
export function describe(event: SessionEvent): Notice {
  const warnings = judge(event);
  return {
    outcome: outcomeWord(event),
    severity: worstOf(warnings),
    headline: headline(event),
    facts: facts(event),
    warnings,
    links: consoleLinks(event),
    endCommand: endCommand(event),
    brief: brief(event),
    record: toRecord(event),
  };
}

function outcomeWord({ kind, outcome }: SessionEvent): OutcomeWord {
  if (kind === 'unrecognised') return 'UNRECOGNISED';
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
  if (!running || !SHELL_SAFE_ID.test(id) || !/^[a-z0-9-]+$/.test(region ?? '')) return undefined;
  return `aws ssm terminate-session --session-id ${id} --region ${region}`;
}

function brief(event: SessionEvent): Brief {
  const { target, session, account, region, time, origin } = event;
  const sessionId = session === undefined ? NOTHING : [name(session.value.id)];
  const shown = target && targetName(target.value);
  return {
    actor: actorName(event.actor),
    target:
      shown ??
      (session
        ? say`session ${sessionId}`
        : words(event.outcome.kind === 'denied' ? 'target not named' : 'unknown target')),
    deed: deedInBrief(event),
    account: account === undefined ? words('unknown account') : [name(account)],
    region: region === undefined ? words('unknown region') : [name(region)],
    time: words(time === undefined ? '' : timeInBrief(time)),
    origin: origin.kind === 'unknown' ? NOTHING : originName(origin),
    session: shown === undefined ? NOTHING : sessionId,
  };
}
