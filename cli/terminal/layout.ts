import type { ShellCommand } from './shell-command.ts';

const WIDTH = 80;

/**
 * Breaks each line of a text between words, save for indented ones. A word that is wider than the screen stays whole, so
 * that it can be copied.
 */
export function wrap(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrapLine(line)))
    .join('\n');
}

/** Breaks a text that begins beside a margin of that many characters, and leaves the margin empty below. */
export function wrapBeside(margin: number, text: string): string {
  return wrapLine(text, WIDTH - margin).replaceAll('\n', `\n${' '.repeat(margin)}`);
}

/** A command on one line, to be copied, or why there is none. */
export function indented(command: ShellCommand): string {
  return 'line' in command ? `  ${command.line}` : wrap(command.leftOut);
}

/** Rows as aligned columns. The last one may be as wide as it likes. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function wrapLine(text: string, width = WIDTH): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
