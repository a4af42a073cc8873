/** What stands in a file, in the order in which it stands there. Lines are counted from 1. */
export type Piece =
  /** `more`: a long list is given in several pieces of the same shape, and this is not the last. */
  | { readonly value: unknown; readonly line: number; readonly more?: boolean }
  /** Without a line it is the file that cannot be read. */
  | { readonly problem: string; readonly line?: number }
  /** A file that holds no record and need not hold one: `alerts as text`. */
  | { readonly nothing: string };

/** A way to write values into a file. It is recognised by content, and never by the name of the file. */
export interface Format {
  /** @param head the beginning of the file, at least 64 kB of it if it has so much */
  readonly recognises: (head: Buffer) => boolean;
  /** @param chunks the whole file, the head too. UTF-8 where the format is text. */
  readonly read: (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Piece>;
}

/** What some formats need whole in memory may have so many bytes. */
export const MAX_WHOLE_BYTES = 16 << 20;

/** The whole of a file that is not long. @returns undefined if it is longer than `MAX_WHOLE_BYTES` */
export async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > MAX_WHOLE_BYTES) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** Its lines, without what ends them. A longer line than any record has is cut. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      yield bytes.toString('utf8', start, end).replace(/\r$/, '');
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > MAX_WHOLE_BYTES) {
      yield rest.toString('utf8');
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
