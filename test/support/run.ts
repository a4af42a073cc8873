import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const ROOT = join(__dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the project as a person would, without credentials. */
export async function run(
  command: string,
  args: readonly string[] = [],
  { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {},
): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, { cwd: ROOT, env: { PATH, HOME, ...env } });
  child.stdin.end(input);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { status, stdout, stderr };
}

/** Runs `cli/<name>.ts` as its npm script does. */
export function runCli(
  name: string,
  args: readonly string[],
  options: Parameters<typeof run>[2] = {},
): Promise<Run> {
  return run(process.execPath, ['scripts/run.cjs', `cli/${name}.ts`, ...args], options);
}
