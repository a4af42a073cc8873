import type { Phrase } from './phrase.ts';
import type { RecordedEvent } from './record.ts';
import type { Severity } from './severity.ts';

/** What an alert says, free of layout: made by `describe`, laid out by each renderer. */
export interface Notice {
  /** Of a correction by CloudTrail: what the corrected event says. */
  readonly outcome: OutcomeWord | `${OutcomeWord}, corrected`;
  /** Whether the event is not of this moment, so that even the shortest text has to say its date. */
  readonly isDated: boolean;
  readonly severity: Severity;
  /** What happened, in one or two sentences that a colleague would say. */
  readonly headline: Phrase;
  /** The facts in the order in which a reader asks for them. */
  readonly facts: readonly Fact[];
  readonly warnings: readonly Warning[];
  readonly links: readonly Link[];
  /** The command that ends the session. Absent where no session can be running. */
  readonly endCommand?: string | undefined;
  readonly brief: Brief;
  /** The event itself, for programs. */
  readonly record: RecordedEvent;
}

/** What happened, in a word. UNCONFIRMED is a call that succeeded, of which no session is known. */
export type OutcomeWord =
  | 'STARTED'
  | 'UNCONFIRMED'
  | 'RESUMED'
  | 'ENDED'
  | 'DENIED'
  | 'FAILED'
  | 'UNRECOGNISED'
  | 'TEST';

export interface Fact {
  readonly label: string;
  readonly value: Phrase;
}

export interface Warning {
  /** Identifies the kind of warning. Programs filter by it, so it does not change. */
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: Phrase;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/**
 * The shortest form of each fact, for a subject line, an SMS and a line of a digest. A fact that is unknown is empty
 * or says so.
 */
export interface Brief {
  readonly actor: Phrase;
  /** The actor with its kind: `freja (IAM user)`. */
  readonly actorInFull: Phrase;
  readonly target: Phrase;
  /** What was opened, resumed or ended: `shell`, `port forwarding to port 5432`. */
  readonly activity: Phrase;
  readonly account: Phrase;
  readonly region: Phrase;
  /** The time of day in UTC: `09:00Z`. Where the notice is dated, with its date: `4 May 09:00Z`. */
  readonly time: Phrase;
  /** The date and time in UTC: `4 May 09:00:07Z`. */
  readonly moment: Phrase;
  readonly origin: Phrase;
  /** The session's id. Empty where `target` holds it already. */
  readonly session: Phrase;
}
