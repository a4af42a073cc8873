/** A part of a list, and what a client sends to have the next. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined after the last page. */
  readonly nextToken: string | undefined;
}

/**
 * Cuts a page out of a list that does not change meanwhile. Undefined for a token that was never given out.
 *
 * @param token as the client sent it; undefined or empty for the first page
 */
export function pageOf<Item>(
  list: readonly Item[],
  token: string | undefined,
  size: number,
): Page<Item> | undefined {
  const start = token ? Number(token.match(/^from-(\d+)$/)?.[1]) : 0;
  if (Number.isNaN(start)) return undefined;
  const end = start + size;
  return { items: list.slice(start, end), nextToken: end < list.length ? `from-${end}` : undefined };
}
