import type { Notice, OutcomeWord } from '../domain/notice.ts';
import { toRecord } from '../domain/record.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { worstSeverity } from '../domain/severity.ts';
import type { Settings } from '../settings.ts';
import { configuredName } from './account.ts';
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
    outcome: outcomeWord(event),
    severity: worstSeverity(warnings),
    headline: headline(event, accountName),
    facts: toFacts(event, accountName),
    warnings,
    links: event.kind === 'test' ? [] : consoleLinks(event),
    endCommand: endCommand(event),
    brief: toBrief(event, accountName),
    record: toRecord(event, accountName),
  };
}

function outcomeWord({ kind, outcome }: SessionEvent): OutcomeWord {
  if (kind === 'unrecognised') return 'UNRECOGNISED';
  if (kind === 'test') return 'TEST';
  if (outcome.kind !== 'succeeded') return outcome.kind === 'denied' ? 'DENIED' : 'FAILED';
  return ({ started: 'STARTED', resumed: 'RESUMED', ended: 'ENDED' } as const)[kind];
}
