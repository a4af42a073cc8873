import type { Notice, OutcomeWord, Warning } from '../domain/notice.ts';
import { name, type Phrase, say, words } from '../domain/phrase.ts';
import { toRecord } from '../domain/record.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { worstSeverity } from '../domain/severity.ts';
import type { Settings } from '../settings.ts';
import { configuredName } from './account.ts';
import { advice } from './advice.ts';
import { isDated } from './age.ts';
import { toBrief } from './brief.ts';
import { endCommand } from './end-command.ts';
import { toFacts } from './facts.ts';
import { headline } from './headline.ts';
import { judge } from './judge.ts';
import { consoleLinks } from './links.ts';
import { toQuotes } from './quotes.ts';

/** The words for an event: what to say, in which order, and what to warn of. */
export function describe(event: SessionEvent, settings: Settings): Notice {
  const warnings = judge(event, settings);
  const word = outcomeWord(event);
  return {
    outcome: event.correction === undefined ? word : `${word}, corrected`,
    isDated: isDated(event),
    severity: worstSeverity(warnings),
    reason: reasonOf(warnings, word),
    headline: headlineOf(event, settings),
    facts: toFacts(event, settings),
    quotes: toQuotes(event),
    warnings,
    advice: advice(event),
    links: event.kind === 'test' ? [] : consoleLinks(event),
    endCommand: endCommand(event),
    brief: toBrief(event, settings),
    record: toRecord(event, configuredName(event, settings)),
  };
}

/** A correction is no new call, whatever it says. */
function headlineOf(event: SessionEvent, settings: Settings): Phrase {
  const sentence = headline(event, settings);
  const { correction } = event;
  if (correction === undefined) return sentence;
  const corrected =
    correction.eventId === undefined ? words('an earlier event') : say`event ${name(correction.eventId)}`;
  return say`CloudTrail corrects ${corrected}; this is not a new call. ${sentence}`;
}

/** Why the most severe warning is one, unless the outcome's word gives the reason. */
function reasonOf(warnings: readonly Warning[], word: OutcomeWord): string | undefined {
  const worst = worstSeverity(warnings);
  if (worst === 'info') return undefined;
  return warnings.find(({ severity, code }) => severity === worst && code !== WARNINGS_IN_OUTCOME[word])
    ?.short;
}

const WARNINGS_IN_OUTCOME: Readonly<Partial<Record<OutcomeWord, string>>> = {
  DENIED: 'denied',
  UNCONFIRMED: 'no-session-id',
  UNRECOGNISED: 'unrecognised-event',
};

function outcomeWord({ kind, outcome, session }: SessionEvent): OutcomeWord {
  if (kind === 'unrecognised') return 'UNRECOGNISED';
  if (kind === 'test') return 'TEST';
  if (outcome.kind !== 'succeeded') return outcome.kind === 'denied' ? 'DENIED' : 'FAILED';
  if (kind !== 'ended' && session === undefined) return 'UNCONFIRMED';
  return ({ started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' } as const)[kind];
}
