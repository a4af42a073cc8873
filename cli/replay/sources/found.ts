import type { Item } from '../containers/container.ts';

/** What was found in one place: an event, what kept it from being read, or calls of which there is only a number. */
export type Found = FoundAt & (Item | { readonly otherCalls: number });

interface FoundAt {
  /** `trail.json.gz#12`, `lines.jsonl:3` */
  readonly where: string;
  /** Why it waits here, if that is known. */
  readonly why?: string;
  /** To be called once, with whether the event is done with. What is not done with stays where it was found. */
  readonly settle?: (done: boolean) => Promise<void>;
}
