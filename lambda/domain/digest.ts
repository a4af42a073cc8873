import type { Notice, OutcomeWord } from './notice.ts';
import type { Phrase } from './phrase.ts';
import type { Severity } from './severity.ts';

/** Several alerts for one message: counts first, then a group for each actor and account, the worst first. */
export interface Digest {
  /** How many alerts the message stands for. */
  readonly total: number;
  readonly severity: Severity;
  /** How many of each outcome, the most frequent first. */
  readonly outcomes: readonly (readonly [OutcomeWord, number])[];
  readonly groups: readonly Group[];
}

export interface Group {
  readonly actor: Phrase;
  readonly actorInFull: Phrase;
  readonly account: Phrase;
  readonly severity: Severity;
  /** Never empty; the worst first, then by time. */
  readonly notices: readonly Notice[];
}
