import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { userPath } from '../../../cli/terminal/user-path.ts';

let before: string | undefined;

beforeEach(() => {
  before = process.env.INIT_CWD;
});

afterEach(() => {
  if (before === undefined) delete process.env.INIT_CWD;
  else process.env.INIT_CWD = before;
});

test.each([
  ['a folder below the project', join(process.cwd(), 'events'), 'start.json', join('events', 'start.json')],
  ['the project itself', process.cwd(), './events/', 'events'],
  [
    'another folder',
    join(process.cwd(), '..', 'evidence'),
    'start.json',
    join('..', 'evidence', 'start.json'),
  ],
])('a relative path is seen from %s, where the person stands', (_place, folder, typed, seen) => {
  process.env.INIT_CWD = folder;

  expect(userPath(typed)).toBe(seen);
});

test('an absolute path stays as it is', () => {
  process.env.INIT_CWD = '/elsewhere';

  expect(userPath('/tmp/start.json')).toBe('/tmp/start.json');
});

test('without npm, a path is left to the process', () => {
  delete process.env.INIT_CWD;

  expect(userPath('start.json')).toBe('start.json');
});
