import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Item } from '../containers/container.ts';
import { open } from '../containers/index.ts';
import { isGzip } from '../formats/decoded.ts';
import type { Piece } from '../formats/format.ts';
import { readFormat } from '../formats/index.ts';
import type { Found } from './found.ts';
import { type FileOrProblem, filesAt, problemOf, STANDARD_INPUT } from './paths.ts';

/** Files up to here are read whole, as nearly all of a trail are; what they hold, too. Longer ones are read in pieces. */
const SMALL_FILE_BYTES = 1 << 20;
const SMALL_CONTENT_BYTES = 2 << 20;

/** So many files are read and unpacked while another is looked at. */
const FILES_AHEAD = 1;

const CHUNK_BYTES = 1 << 18;

export interface FilesOptions {
  /** False: calls that are no session calls are given like any other. */
  readonly countOthers: boolean;
  /** Called with each file that was read to its end. */
  readonly onFile?: (path: string) => void;
}

/**
 * Reads events from files, folders and (`-`) standard input, in every format and container there is a row for. What
 * cannot be read is reported in its place, and the rest goes on. Memory does not grow with the files.
 */
export async function* readFiles(paths: readonly string[], options: FilesOptions): AsyncGenerator<Found> {
  for await (const file of ahead(filesAt(paths), load, FILES_AHEAD)) {
    yield* foundIn(file, options);
    options.onFile?.(file.path);
  }
}

type Loaded = { readonly path: string } & (
  | { readonly problem: string }
  /** Undefined: it is too long to be read whole. */
  | { readonly content: Buffer | undefined }
);

const unpack = promisify(gunzip) as (bytes: Buffer, options: object) => Promise<Buffer>;

async function load(file: FileOrProblem): Promise<Loaded> {
  const { path } = file;
  if ('problem' in file) return { path, problem: file.problem };
  if (file.bytes > SMALL_FILE_BYTES) return { path, content: undefined };
  try {
    const bytes = await readFile(path);
    // Damaged gzip is left to the reader of pieces, which gives what comes before the damage.
    const content = isGzip(bytes)
      ? await unpack(bytes, { chunkSize: SMALL_CONTENT_BYTES, maxOutputLength: SMALL_CONTENT_BYTES }).catch(
          () => undefined,
        )
      : bytes;
    return { path, content };
  } catch (error) {
    return { path, problem: problemOf(error) };
  }
}

async function* foundIn(file: Loaded, options: FilesOptions): AsyncGenerator<Found> {
  const where = file.path === STANDARD_INPUT ? 'standard input' : file.path;
  if ('problem' in file) {
    yield { where, problem: file.problem };
    return;
  }
  const { content } = file;
  const value = content && wholeValue(content);
  const pieces = value === undefined ? readFormat(content ? [content] : streamOf(file.path)) : [value];
  try {
    yield* numbered(pieces, where, options);
  } catch (error) {
    yield { where, problem: problemOf(error) };
  }
}

/** The engine is faster than any splitter, and fastest where it knows that a character is a byte. */
function wholeValue(content: Buffer): Piece | undefined {
  if (content[0] !== 0x7b && content[0] !== 0x5b) return undefined;
  try {
    return { value: JSON.parse(content.toString(isAscii(content) ? 'latin1' : 'utf8')), line: 1 };
  } catch {
    return undefined;
  }
}

function streamOf(path: string): AsyncIterable<Buffer> {
  return path === STANDARD_INPUT ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** Says where each is: `file` for the only one, else with the line of its value, and its number in a list. */
async function* numbered(
  pieces: AsyncIterable<Piece> | Iterable<Piece>,
  file: string,
  { countOthers }: FilesOptions,
): AsyncGenerator<Found> {
  /** How many records the pieces of the same list had that came before. */
  let before = 0;
  for await (const [piece, only] of withOnly(pieces)) {
    if (!('value' in piece)) {
      const line = 'problem' in piece && piece.line !== undefined ? `:${piece.line}` : '';
      yield { where: `${file}${line}`, ...toItem(piece) };
      continue;
    }
    const where = only ? file : `${file}:${piece.line}`;
    const { items, otherCalls } = open(piece.value, countOthers);
    const several = before > 0 || piece.more === true || items.length + otherCalls > 1;
    if (otherCalls > 0) yield { where, otherCalls };
    for (const { number, ...item } of items) {
      yield { where: several ? `${where}#${before + number}` : where, ...item };
    }
    before = piece.more === true ? before + items.length + otherCalls : 0;
  }
}

function toItem(piece: Exclude<Piece, { readonly value: unknown }>): Item {
  return 'problem' in piece ? { problem: piece.problem } : { nothing: piece.nothing };
}

/** Each piece, and whether it is the only one. */
async function* withOnly(pieces: AsyncIterable<Piece> | Iterable<Piece>): AsyncGenerator<[Piece, boolean]> {
  let first: Piece | undefined;
  let several = false;
  for await (const piece of pieces) {
    if (first === undefined && !several) {
      first = piece;
      continue;
    }
    if (first !== undefined) yield [first, false];
    first = undefined;
    several = true;
    yield [piece, false];
  }
  if (first !== undefined) yield [first, true];
}

/** Loads some items while those before them are used, in order. */
async function* ahead<Item, Result>(
  items: AsyncIterable<Item>,
  load: (item: Item) => Promise<Result>,
  count: number,
): AsyncGenerator<Result> {
  const loading: Promise<Result>[] = [];
  for await (const item of items) {
    loading.push(load(item));
    if (loading.length > count) yield (await loading.shift()) as Result;
  }
  for (const result of loading) yield await result;
}
