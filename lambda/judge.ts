import type { Severity, Warning } from './notice.ts';
import { name, type Phrase, say, words } from './phrase.ts';
import type { SessionEvent } from './session-event.ts';
import { isOwnSession } from './wording/headline.ts';

/** One thing that may be worth a look. It speaks where `sentence` has something to say about the event. */
interface Judgement {
  /** Stable: readers of the record filter by it. */
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: (event: SessionEvent) => Phrase | false | undefined;
}

const SEVERITIES: readonly Severity[] = ['info', 'notice', 'high'];

const JUDGEMENTS: readonly Judgement[] = [
  {
    code: 'unrecognised-event',
    severity: 'notice',
    sentence: (event) =>
      event.kind === 'unrecognised' &&
      words('This is no session call of a known shape, so its facts may be incomplete.'),
  },
  {
    code: 'root',
    severity: 'high',
    sentence: ({ actor }) =>
      actor.kind === 'root' && words('The root user made this call. Daily work should never need root.'),
  },
  {
    code: 'unknown-actor',
    severity: 'high',
    sentence: ({ actor }) =>
      actor.kind === 'unknown' && words('The identity in the event could not be read.'),
  },
  {
    code: 'another-account-document',
    severity: 'high',
    sentence: ({ document, account }) =>
      document?.value.account !== undefined &&
      document.value.account !== account &&
      say`The session document belongs to another account, ${name(document.value.account)}.`,
  },
  {
    code: 'another-actors-session',
    severity: 'notice',
    sentence: (event) =>
      (event.kind === 'resumed' || event.kind === 'ended') &&
      isOwnSession(event) === false &&
      words('Going by the session id, somebody else started this session.'),
  },
  {
    code: 'output-not-logged',
    severity: 'notice',
    sentence: ({ document, outcome }) => {
      const kind = document?.value.kind;
      const tunnel = kind === 'ssh' || kind === 'port-forwarding' || kind === 'remote-port-forwarding';
      return (
        tunnel &&
        outcome.kind === 'succeeded' &&
        words('Session Manager cannot log what happens in an SSH or port forwarding session.')
      );
    },
  },
  {
    code: 'no-session-id',
    severity: 'notice',
    sentence: ({ kind, outcome, session }) =>
      kind !== 'unrecognised' &&
      outcome.kind === 'succeeded' &&
      session === undefined &&
      words('The event names no session, so it does not prove that one was opened.'),
  },
];

/** What may be worth a look, the worst first. */
export function judge(event: SessionEvent): readonly Warning[] {
  const warnings = JUDGEMENTS.flatMap(({ code, severity, sentence }) => {
    const said = sentence(event);
    return said ? [{ code, severity, sentence: said }] : [];
  });
  return warnings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

export function worstOf(warnings: readonly Warning[]): Severity {
  return warnings[0]?.severity ?? 'info';
}
