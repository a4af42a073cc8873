import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const LAMBDA = join(__dirname, '../../lambda');

/** What each folder may import of the others. An event travels one way: none of them knows a later step. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  text: [],
  parse: ['domain', 'text'],
  enrich: ['domain', 'parse'],
  describe: ['domain', 'text'],
  render: ['domain', 'text'],
  publish: ['domain', 'render'],
};

describe('the folders of the function', () => {
  test('are those whose imports are known', () => {
    const folders = readdirSync(LAMBDA, { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  test.each(Object.entries(ALLOWED))('%s imports no other folder than %j', (folder, allowed) => {
    const imported = filesIn(folder).flatMap(importedFolders);

    expect(imported.filter((name) => name !== folder && !allowed.includes(name))).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(join(LAMBDA, folder)).map((file) => join(LAMBDA, folder, file));
}

/** The folders of `lambda/` that a file imports from. What lies in `lambda/` itself serves all of them. */
function importedFolders(file: string): string[] {
  const paths = [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => path);
  const folders = paths.map((path) => relative(LAMBDA, dirname(join(dirname(file), path))));
  return folders.filter((folder) => folder !== '').map((folder) => basename(folder));
}
