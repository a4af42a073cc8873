/** Takes entries of one line each. Their level tells an operator whether to act: Lambda keeps it beside them. */
export type Log = Readonly<Record<'info' | 'warn' | 'error', (entry: object) => void>>;
