import { access } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './config-error.ts';

/**
 * Loads a configuration file.
 *
 * @param path of a TypeScript or JavaScript module
 * @param fileName what the problems call the file
 * @returns its default export, undefined where it has none
 * @throws {ConfigError} if there is no such file, or it is no module that can be run
 */
export async function loadConfig(path: string, fileName: string): Promise<unknown> {
  await access(path).catch((cause: unknown) => {
    throw new ConfigError([`${fileName}: there is no such file`], { cause });
  });
  try {
    const { default: config } = (await import(pathToFileURL(path).href)) as { default?: unknown };
    return config;
  } catch (cause) {
    throw new ConfigError([`${fileName}: cannot be read: ${reasonOf(cause)}`], { cause });
  }
}

/** The first line of what went wrong. A compiler puts the number of mistakes before it. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n');
  const [first = '', second] = lines.filter((line) => line.trim() !== '');
  return /^Transform failed/.test(first) && second
    ? second.replace(/^.*?:(\d+:\d+): ERROR: /, 'line $1: ')
    : first;
}
