import type { Notice, OutcomeWord } from '../domain/notice.ts';
import { name, type Phrase, say, words } from '../domain/phrase.ts';
import { toRecord } from '../domain/record.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { worstSeverity } from '../domain/severity.ts';
import type { Settings } from '../settings.ts';
import { configuredName } from './account.ts';
import { isDated } from './age.ts';
import { toBrief } from './brief.ts';
import { endCommand } from './end-command.ts';
import { toFacts } from './facts.ts';
import { headline } from './headline.ts';
import { judge } from './judge.ts';
import { consoleLinks } from './links.ts';

/** The words for an event: what to say, in which order, and what to warn of. */
export function describe(event: SessionEvent, settings: Settings): Notice {
  const warnings = judge(event, settings);
  const accountName = configuredName(event, settings);
  return {
    outcome: outcomeOf(event),
    isDated: isDated(event),
    severity: worstSeverity(warnings),
    headline: headlineOf(event, accountName),
    facts: toFacts(event, accountName),
    warnings,
    links: event.kind === 'test' ? [] : consoleLinks(event),
    endCommand: endCommand(event),
    brief: toBrief(event, accountName),
    record: toRecord(event, accountName),
  };
}

/** A correction is no new call, whatever it says. */
function headlineOf(event: SessionEvent, accountName: string | undefined): Phrase {
  const sentence = headline(event, accountName);
  const { correction } = event;
  if (correction === undefined) return sentence;
  const corrected =
    correction.eventId === undefined ? words('an earlier event') : say`event ${name(correction.eventId)}`;
  return say`CloudTrail corrects ${corrected}; this is not a new call. ${sentence}`;
}

function outcomeOf(event: SessionEvent): Notice['outcome'] {
  const word = outcomeWord(event);
  return event.correction === undefined ? word : `${word}, corrected`;
}

function outcomeWord({ kind, outcome, session }: SessionEvent): OutcomeWord {
  if (kind === 'unrecognised') return 'UNRECOGNISED';
  if (kind === 'test') return 'TEST';
  if (outcome.kind !== 'succeeded') return outcome.kind === 'denied' ? 'DENIED' : 'FAILED';
  if (kind !== 'ended' && session === undefined) return 'UNCONFIRMED';
  return ({ started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' } as const)[kind];
}
