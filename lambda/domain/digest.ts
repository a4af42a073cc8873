import type { Notice } from './notice.ts';
import type { Phrase } from './phrase.ts';
import type { Graded } from './severity.ts';

/** Several alerts for one message: counts first, then a group for each identity. What succeeded comes first everywhere. */
export interface Digest extends Graded {
  /** How many alerts the message stands for. */
  readonly total: number;
  /** How many of each outcome: those of calls that succeeded first, then the most frequent. */
  readonly outcomes: readonly (readonly [Notice['outcome'], number])[];
  /** The accounts in which all this happened, in brief, each once. Never empty. */
  readonly accounts: readonly Phrase[];
  /** Those in which a call succeeded first, then the most severe. Never empty. */
  readonly groups: readonly Group[];
}

/** The alerts about one identity in one account. No two groups of a digest are about the same. */
export interface Group {
  readonly actor: Phrase;
  readonly actorInFull: Phrase;
  /** `prod (123456789012)` */
  readonly account: Phrase;
  /** What was opened, resumed or ended: the sessions that are most severe first, and each session's events in order. */
  readonly succeeded: readonly Notice[];
  /** Calls that were denied or failed, in order. */
  readonly refused: readonly Notice[];
}
