import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.ts';

/** The text of one of the project's pages, by its path from the root. */
export function page(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The contents of the fenced blocks of a language; of those without one, where it is empty. */
export function blocks(text: string, language: string): string[] {
  const fenced = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return fenced.filter(([, name]) => name === language).map(([, , content]) => content ?? '');
}

/** A configuration as a page shows it, as JavaScript. */
export function withoutTypes(configuration: string): string {
  return configuration.replace(' satisfies NotifierConfig', '');
}

/** The cells of the rows of every table, without the headings. */
export function rows(text: string): string[][] {
  return [...text.matchAll(/^\|[ :|-]+\|\n((?:\|.*\|\n)+)/gm)].flatMap(([, body = '']) =>
    body
      .trimEnd()
      .split('\n')
      .map((row) =>
        row
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      ),
  );
}

/** What stands between backticks, outside fenced blocks. */
export function codes(text: string): string[] {
  return [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** The part of a page below a heading, up to the next one of any level. */
export function section(text: string, heading: string): string {
  const [, after] = text.split(new RegExp(`^#+ ${heading}\\n`, 'm'));
  if (after === undefined) throw new Error(`There is no heading "${heading}"`);
  return after.split(/^#/m)[0] ?? '';
}
