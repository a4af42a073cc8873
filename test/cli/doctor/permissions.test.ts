import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../support/run.ts';

const SOURCES = ['cli/doctor', 'cli/aws'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

test('docs/doctor.md lists every permission that the doctor uses, and no other', () => {
  const source = SOURCES.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
  const page = readFileSync(join(ROOT, 'docs/doctor.md'), 'utf8');

  const used = permissionsIn(source, /\bcall\(\s*'(\w+:\w+)'/g);
  const listed = permissionsIn(page, /"([a-z]+:[A-Z]\w+)"/g);

  expect(listed).toEqual(used);
});

/** The permissions that a pattern finds in a text, each once and in alphabetical order. */
function permissionsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
}
