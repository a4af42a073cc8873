import { base64 } from './base64.ts';
import { csv } from './csv.ts';
import { decoded } from './decoded.ts';
import type { Format, Piece } from './format.ts';
import { json } from './json.ts';
import { logLines } from './log-lines.ts';
import { mail } from './mail.ts';
import { alertText, empty, other, unread } from './others.ts';
import { yaml } from './yaml.ts';

/** The first that recognises a file reads it. */
const FORMATS: readonly Format[] = [empty, unread, alertText, csv, yaml, logLines, json, mail, base64, other];

/** So much of a file is looked at to tell what it is. */
const HEAD_BYTES = 1 << 16;

/**
 * Reads a file of any format, in memory that does not grow with the file.
 *
 * @param chunks of the file as it is on disk
 */
export async function* readFormat(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Piece> {
  const source = decoded(chunks);
  const heads: Buffer[] = [];
  let length = 0;
  let problem: string | undefined;
  while (length < HEAD_BYTES) {
    const next = await source.next().catch((error: unknown) => {
      problem = problemOf(error);
      return { done: true, value: undefined } as const;
    });
    if (next.done) break;
    heads.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(heads);
  async function* all() {
    if (head.length > 0) yield head;
    try {
      yield* source;
    } catch (error) {
      problem = problemOf(error);
    }
  }
  if (problem === undefined || head.length > 0) {
    const format = FORMATS.find(({ recognises }) => recognises(head)) ?? other;
    yield* format.read(all());
  }
  if (problem !== undefined) yield { problem };
}

function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return 'is gzip that was cut off: it ends too early';
  if (code?.startsWith('Z_')) return `is gzip that is damaged: ${message}`;
  return message;
}
