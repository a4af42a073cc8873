import type { Withheld } from '../../lambda/publish/withhold.ts';
import type { PublishedMessage } from '../../stand-in/sns/sns.ts';

/** What was done with one record of the input, and what came of it. */
export type Replayed = { readonly where: string } & (
  | Delivered
  /** It is, by its content, an event that was there before in this run. */
  | { readonly result: 'repeated'; readonly eventId: string }
  | { readonly result: 'held-back'; readonly by: readonly string[] }
  | { readonly result: 'withheld'; readonly by: Withheld['by'] | 'deduplicate'; readonly reason: string }
  | { readonly result: 'no-session-call'; readonly count: number }
  /** A session call that the rule would not pass on, and why. */
  | { readonly result: 'not-passed'; readonly because: readonly string[] }
  | { readonly result: 'not-understood'; readonly problem: string }
  /** It was not sent. */
  | { readonly result: 'failed'; readonly problem: string }
  /** No record at all, and nothing that should have been one. */
  | { readonly result: 'nothing'; readonly what: string }
) & {
    /** Why it waited where it was found, if that is known. */
    readonly why?: string;
  };

type Delivered =
  /** What subscribers would receive. Nothing was sent. */
  | { readonly result: 'shown'; readonly received: PublishedMessage }
  | { readonly result: 'sent'; readonly messageId: string };

/** How many records there were of each kind, so that none is lost in silence. */
export class Counts {
  readonly #byResult = new Map<Replayed['result'], number>();
  readonly #nothing = new Map<string, number>();

  add(replayed: Replayed): void {
    const { result } = replayed;
    if (result === 'nothing') {
      this.#nothing.set(replayed.what, (this.#nothing.get(replayed.what) ?? 0) + 1);
    } else {
      const count = result === 'no-session-call' ? replayed.count : 1;
      this.#byResult.set(result, this.of(result) + count);
    }
  }

  of(...results: readonly Replayed['result'][]): number {
    return results.reduce((sum, result) => sum + (this.#byResult.get(result) ?? 0), 0);
  }

  /** Of records. Whatever was in the input is one of these. */
  get total(): number {
    return this.of(...this.#byResult.keys());
  }

  /** What held no record, by what it was. */
  get nothing(): ReadonlyMap<string, number> {
    return this.#nothing;
  }
}
