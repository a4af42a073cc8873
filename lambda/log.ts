/** Writes one JSON line an entry. Lambda keeps the level beside it, which tells an operator whether to act. */
export type Log = Readonly<Record<'info' | 'warn' | 'error', (entry: LogEntry) => void>>;

/** An entry is found by its `message`; its other fields say what it is about. */
export interface LogEntry {
  readonly message: (typeof LOG_ENTRIES)[keyof typeof LOG_ENTRIES];
  readonly [field: string]: unknown;
}

/**
 * The `message` of every entry that the function writes. The metric filters of the deployment count entries by these
 * texts, so both sides import them.
 */
export const LOG_ENTRIES = {
  published: 'published',
  publishedInDigest: 'published in digest',
  withheld: 'withheld',
  duplicate: 'duplicate',
  /** Another invocation is publishing the same event. */
  held: 'held',
  /** A batch held more tests than the one that it sends. */
  surplusTest: 'surplus test',
  notPublished: 'not published',
  /** A queued message that holds no event. */
  unreadable: 'unreadable',
  lookUpFailed: 'look-up failed',
  ledgerFailed: 'ledger failed',
} as const;
