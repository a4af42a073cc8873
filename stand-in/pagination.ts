/** A part of a list, and the token that a client sends to have the next part. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined after the last page. */
  readonly nextToken: string | undefined;
}

/**
 * Cuts a page out of a list that does not change meanwhile. Undefined: the token is none that this gives out.
 *
 * @param token as the client sent it; undefined or empty for the first page
 * @param size how many items a page holds
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
