import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../support/run.ts';

const SOURCES = [
  ...readdirSync(join(ROOT, 'cli/doctor'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `cli/doctor/${name}`),
  'cli/aws/deployment.ts',
  'cli/subscriptions/topic.ts',
];
/** `topic.ts` asks for more, which is another command's. */
const NOT_ASKED = ['sns:Subscribe', 'sns:Unsubscribe'];

test('the documentation lists every permission that the command asks for, and no other', () => {
  const asked = SOURCES.flatMap((path) => permissionsIn(readFileSync(join(ROOT, path), 'utf8'), "'"));
  const listed = permissionsIn(readFileSync(join(ROOT, 'docs/doctor.md'), 'utf8'), '"');
  expect([...new Set(listed)].sort()).toEqual(
    [...new Set(asked)].filter((permission) => !NOT_ASKED.includes(permission)).sort(),
  );
});

function permissionsIn(text: string, quote: string): string[] {
  return [...text.matchAll(new RegExp(`${quote}([a-z]+:[A-Z]\\w+)${quote}`, 'g'))].map(
    ([, name = '']) => name,
  );
}
