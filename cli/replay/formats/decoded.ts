import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

type Chunks = AsyncIterable<Buffer> | Iterable<Buffer>;

/** Firehose gzips once more what CloudWatch Logs gzipped. */
const MAX_LAYERS = 3;

/** How many bytes are uncompressed at a time. */
const CHUNK_BYTES = 1 << 18;

/**
 * What a file holds once it is unpacked: gzip by its magic number, also twice, and UTF-16 by its byte order mark or its
 * zeros as UTF-8. A byte order mark is left out.
 *
 * @throws {Error} of zlib, where gzip is cut off or damaged; what comes before is given
 */
export async function* decoded(chunks: Chunks, layers = MAX_LAYERS): AsyncGenerator<Buffer> {
  const { head, all } = await beginning(chunks);
  if (isGzip(head) && layers > 0) {
    yield* decoded(gunzipped(all), layers - 1);
    return;
  }
  const encoding = utf16Of(head);
  if (encoding !== undefined) yield* utf8Of(all, encoding);
  else yield* withoutMark(all);
}

/** Enough for every magic number and byte order mark. */
const HEAD_BYTES = 4;

async function beginning(chunks: Chunks): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  const source = Readable.from(chunks)[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let done = false;
  while (!done && head.length < HEAD_BYTES) {
    const next = await source.next();
    done = next.done === true;
    if (!done) head = Buffer.concat([head, next.value]);
  }
  async function* all() {
    if (head.length > 0) yield head;
    if (!done) yield* { [Symbol.asyncIterator]: () => source };
  }
  return { head, all: all() };
}

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  source.on('error', (error) => gunzip.destroy(error));
  yield* source.pipe(gunzip);
}

export function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function utf16Of([first, second]: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if ((first === 0xff && second === 0xfe) || (isBeginningOfJson(first) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && isBeginningOfJson(second))) return 'utf-16be';
  return undefined;
}

function isBeginningOfJson(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b || byte === 0x22;
}

async function* utf8Of(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    yield marked ? chunk.subarray(3) : chunk;
    first = false;
  }
}
