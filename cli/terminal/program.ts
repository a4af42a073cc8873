import { CommanderError } from 'commander';
import pc from 'picocolors';
import { wrap } from './layout.ts';
import { printable } from './printable.ts';
import { UserError } from './user-error.ts';

/** The exit statuses of every command. */
export const DONE = 0;
export const FAILED = 1;
export const MISUSED = 2;

/** Where a program writes: `process`, for one. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Runs a command with its arguments. @returns the exit status */
export type Main = (argv: readonly string[], terminal: Terminal) => Promise<number>;

/** Runs a program in this process, until its exit status is known. */
export async function runProgram(main: Main): Promise<void> {
  onReaderGone(() => process.exit(DONE));
  process.exitCode = await exitStatusOf(main, process.argv.slice(2), process);
}

/**
 * Runs a program. A mistake that the person can correct is one message on the standard error, and with `--json` also an object
 * `{"error": "…"}` on the standard output. A bug is thrown, with its trace.
 */
export async function exitStatusOf(main: Main, argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await main(argv, terminal);
  } catch (error) {
    return reportError(error, { json: argv.includes('--json'), terminal });
  }
}

/** Sets what happens when the reader of the output, such as `head`, has seen enough: that is no failure. */
export function onReaderGone(act: () => void): void {
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EPIPE' ? act() : process.exit(FAILED),
  );
}

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a terminal whose reader wants some. @see https://no-color.org */
export function colorsFor(output: Output): Colors {
  return pc.createColors(output.isTTY === true && !process.env.NO_COLOR);
}

function reportError(
  error: unknown,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): number {
  const { stdout, stderr } = terminal;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return DONE;
    if (json) stdout.write(jsonOf(error.message.replace(/^error: /, '')));
    // Commander has printed the message.
    return MISUSED;
  }
  if (!(error instanceof UserError)) throw error;
  const message = `error: ${error.message.split('\n').map(printableLine).join('\n')}`;
  stderr.write(`${stderr.isTTY ? colorsFor(stderr).red(wrap(message)) : message}\n`);
  if (json) stdout.write(jsonOf(error.message));
  return error.misuse ? MISUSED : FAILED;
}

function jsonOf(message: string): string {
  return `${JSON.stringify({ error: printable(message) })}\n`;
}

/** Makes a line printable, and keeps its indentation, which is the program's own. */
function printableLine(line: string): string {
  const [indentation = ''] = /^ */.exec(line) ?? [];
  return indentation + printable(line);
}
