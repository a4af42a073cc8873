import type { Phrase } from './phrase.ts';
import type { RecordedEvent } from './record.ts';
import type { Graded, Severity } from './severity.ts';

/** What an alert says, free of layout: made by `describe`, laid out by each renderer. */
export interface Notice extends Graded {
  /** Of a correction by CloudTrail: what the corrected event says. */
  readonly outcome: OutcomeWord | `${OutcomeWord}, corrected`;
  /** Whether the event is not of this moment, so that even the shortest text has to say its date. */
  readonly isDated: boolean;
  /** What happened, in one or two sentences that a colleague would say. */
  readonly headline: Phrase;
  /** The facts in the order in which a reader asks for them. */
  readonly facts: readonly Fact[];
  /** What somebody typed, word for word and unchecked. A reader has to see it apart from the facts. */
  readonly quotes: readonly Fact[];
  readonly warnings: readonly Warning[];
  /** What a reader can do about it, where that is not plain. */
  readonly advice?: Phrase | undefined;
  /** The most useful one comes first. */
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
  /** The same in a word or two, to stand behind the severity. */
  readonly short: string;
  readonly sentence: Phrase;
  /** Set where the headline says the same, so that people need not read it twice. */
  readonly isInHeadline?: true | undefined;
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
  /** The same in fewer words. Empty where there are none. */
  readonly shorterActor: Phrase;
  /** The actor with its kind: `freja (IAM user)`. */
  readonly actorInFull: Phrase;
  /** The name and the id of the machine, as far as they are known. */
  readonly target: Phrase;
  /** The name of the machine alone, where it has one. */
  readonly targetName: Phrase;
  /** What was opened, resumed or ended: `shell`, `tunnel to port 5432`. */
  readonly activity: Phrase;
  /** The same in fewer and fewer words. */
  readonly shorterActivities: readonly Phrase[];
  readonly account: Phrase;
  readonly region: Phrase;
  /** The time of day: `09:00Z`; where the readers have a time zone, `11:00 (09:00Z)`. Where the notice is dated, `4 May 09:00Z`. */
  readonly time: Phrase;
  /** The same in UTC alone. */
  readonly shorterTime: Phrase;
  /** The date of an event that is not of this moment: `4 May`. Empty of any other. */
  readonly date: Phrase;
  /** The date and time in UTC: `4 May 09:00:07Z`. */
  readonly moment: Phrase;
  readonly origin: Phrase;
  /** The session's id. Empty where `target` holds it already. */
  readonly session: Phrase;
  /** The end of the session's id, which tells it from others. */
  readonly shorterSession: Phrase;
}
