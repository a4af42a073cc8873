import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { toItems } from './event-formats.ts';

/** One event, or what kept it from being read. */
export type Found = FoundAt & ({ readonly envelope: unknown } | { readonly problem: string });

interface FoundAt {
  readonly where: string;
  /** Why it waits here, if that is known. */
  readonly why?: string;
  /** To be told, once, whether the event is done with. What is not done with stays where it was found. */
  readonly settle?: (done: boolean) => Promise<void>;
}

/** What a folder is searched for; a file named outright may be called anything. */
const EVENT_FILE = /\.(json|jsonl|ndjson)(\.gz)?$/;

const STANDARD_INPUT = '-';

/**
 * Reads events from files, folders and (`-`) standard input, each file plain or gzipped, one JSON value or one a line.
 * What cannot be read is reported in its place, and the rest goes on.
 */
export async function* readEvents(paths: readonly string[]): AsyncGenerator<Found> {
  for (const path of paths) {
    try {
      for (const file of await filesAt(path)) yield* readFileOrReport(file);
    } catch (error) {
      yield { where: path, problem: reason(error) };
    }
  }
}

async function filesAt(path: string): Promise<string[]> {
  if (path === STANDARD_INPUT || !(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && EVENT_FILE.test(entry.name));
  if (files.length === 0) throw new Error('holds no .json, .jsonl or .ndjson file');
  return files.map((file) => join(file.parentPath, file.name)).sort();
}

async function* readFileOrReport(file: string): AsyncGenerator<Found> {
  const where = file === STANDARD_INPUT ? 'standard input' : file;
  try {
    yield* eventsIn(await contents(file), where);
  } catch (error) {
    yield { where, problem: reason(error) };
  }
}

async function contents(file: string): Promise<string> {
  const bytes = file === STANDARD_INPUT ? await buffer(process.stdin) : await readFile(file);
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (gzipped ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
}

function* eventsIn(text: string, where: string): Generator<Found> {
  if (text.trim() === '') {
    yield { where, problem: 'is empty' };
    return;
  }
  try {
    yield* found(JSON.parse(text), where);
  } catch (error) {
    const lines = text.split('\n');
    if (!(error instanceof SyntaxError) || !lines.some(isJsonObject)) {
      yield { where: `${where}${positionOf(error, text)}`, problem: reason(error) };
      return;
    }
    yield* eventsInLines(lines, where);
  }
}

function* eventsInLines(lines: readonly string[], where: string): Generator<Found> {
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const here = `${where}:${index + 1}`;
    try {
      yield* found(JSON.parse(line), here);
    } catch (error) {
      yield { where: here, problem: reason(error) };
    }
  }
}

function found(value: unknown, where: string): Found[] {
  const items = toItems(value);
  return items.map((item, index) => ({
    where: items.length === 1 ? where : `${where}#${index + 1}`,
    ...item,
  }));
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return (
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    );
  } catch {
    return false;
  }
}

/** `:<line>` of a syntax error, as far as V8 tells where it is. */
function positionOf(error: unknown, text: string): string {
  const [, position] = /at position (\d+)/.exec(reason(error)) ?? [];
  if (position !== undefined) return `:${text.slice(0, Number(position)).split('\n').length}`;
  return /Unexpected end/.test(reason(error)) ? `:${text.trimEnd().split('\n').length}` : '';
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'may not be read (permission denied)';
  return error instanceof SyntaxError ? `is not JSON: ${error.message}` : error.message;
}
