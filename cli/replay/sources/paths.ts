import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What stands for standard input. */
export const STANDARD_INPUT = '-';

/** A file, or why there is none. */
export type FileOrProblem = { readonly path: string } & (
  | { readonly bytes: number }
  | { readonly problem: string }
);

/** The files at the given paths, whatever they are called: of a folder all that are in it and below it, in order. */
export async function* filesAt(paths: readonly string[]): AsyncGenerator<FileOrProblem> {
  for (const path of paths) {
    try {
      if (path === STANDARD_INPUT) {
        yield { path, bytes: Number.POSITIVE_INFINITY };
        continue;
      }
      const found = await stat(path);
      if (!found.isDirectory()) {
        yield { path, bytes: found.isFile() ? found.size : Number.POSITIVE_INFINITY };
        continue;
      }
      let empty = true;
      for await (const file of filesIn(path)) {
        empty = false;
        yield file;
      }
      if (empty) yield { path, problem: 'holds no file' };
    } catch (error) {
      yield { path, problem: problemOf(error) };
    }
  }
}

async function* filesIn(folder: string): AsyncGenerator<FileOrProblem> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    try {
      // A link to a folder may lead around in a circle.
      if (entry.isDirectory()) yield* filesIn(path);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        const { size, isFile } = await describe(path);
        if (isFile) yield { path, bytes: size };
      }
    } catch (error) {
      yield { path, problem: problemOf(error) };
    }
  }
}

async function describe(path: string): Promise<{ size: number; isFile: boolean }> {
  const found = await stat(path);
  return { size: found.size, isFile: found.isFile() };
}

/** In words that follow the name of the file. */
export function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'may not be read (permission denied)';
  return message ?? String(error);
}
