import { Command } from 'commander';
import { printable } from './printable.ts';
import type { Terminal } from './program.ts';

/** A command line that throws instead of ending the process, and prints what was typed without control characters. */
export function createCommand(name: string, { stdout, stderr }: Terminal): Command {
  return new Command(name).exitOverride().configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(`${text.trimEnd().split('\n').map(printable).join('\n')}\n`),
  });
}
