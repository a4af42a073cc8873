import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..');

/** What each folder may import from besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  lambda: [],
  'stand-in': ['lambda'],
  infra: ['lambda'],
  cli: ['infra', 'lambda', 'stand-in'],
};

/** The files that each file imports, by their paths from the root of the project. */
const imports = new Map(
  Object.keys(ALLOWED).flatMap((folder) => filesIn(folder).map((file) => [file, importedBy(file)] as const)),
);

test.each(Object.entries(ALLOWED))(
  '%s imports from itself and from %j, and from nothing above it',
  (folder, allowed) => {
    const imported = [...imports].flatMap(([file, all]) => (topOf(file) === folder ? all.map(topOf) : []));

    expect(imported.filter((top) => top !== folder && top in ALLOWED && !allowed.includes(top))).toEqual([]);
  },
);

test('no file imports itself, however long the way', () => {
  const circles = [...imports.keys()].filter((file) => reachedFrom(file).has(file));

  expect(circles).toEqual([]);
});

function filesIn(folder: string): string[] {
  const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.ts')).map((path) => join(folder, path));
}

function importedBy(file: string): string[] {
  const matches = readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import) '(\.[^']+)'/g);
  return [...matches].map(([, path = '']) => relative(ROOT, join(ROOT, dirname(file), path)));
}

function topOf(file: string): string {
  return file.split(/[\\/]/)[0] ?? '';
}

function reachedFrom(file: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const follow = (from: string) => {
    for (const next of imports.get(from) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      follow(next);
    }
  };
  follow(file);
  return reached;
}
