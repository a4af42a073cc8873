import { CommanderError } from 'commander';
import pc from 'picocolors';
import { wrap } from './layout.ts';
import { Problem } from './problem.ts';

/** Exit statuses. */
export const DONE = 0;
export const FAILED = 1;
export const MISUSED = 2;

/**
 * Runs a program until its exit status is known. What a person can mend is one message on the standard error; a bug is
 * thrown, with its trace.
 */
export async function runProgram(main: (argv: readonly string[]) => Promise<number>): Promise<void> {
  onReaderGone(() => process.exit(DONE));
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.exitCode = statusOf(error);
  }
}

/** A reader of the output that has seen enough, such as `head`, is no failure. What was set last is done. */
export function onReaderGone(act: () => void): void {
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    error.code === 'EPIPE' ? act() : process.exit(FAILED),
  );
}

/** Colours for a terminal whose reader wants some. @see https://no-color.org */
export function colorsFor(stream: NodeJS.WriteStream) {
  return pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
}

function statusOf(error: unknown): number {
  // Commander has printed it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : MISUSED;
  if (!(error instanceof Problem)) throw error;
  const message = `error: ${error.message}`;
  console.error(process.stderr.isTTY ? colorsFor(process.stderr).red(wrap(message)) : message);
  return error.misuse ? MISUSED : FAILED;
}
