import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, runScript } from '../support/run.ts';

test('the JSON Schema in docs/ is the one of the code (npm run schema)', async () => {
  const { stdout } = await runScript('record-schema');
  expect(readFileSync(join(ROOT, 'docs/session-record.v1.schema.json'), 'utf8')).toBe(stdout);
});
