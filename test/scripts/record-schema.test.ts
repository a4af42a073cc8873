import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { RECORD_SCHEMA_FILE, recordSchema } from '../../scripts/record-schema.ts';
import { ROOT } from '../support/run.ts';

test('the JSON Schema in docs/ is the one of the code (npm run schema writes it)', () => {
  const kept = readFileSync(join(ROOT, RECORD_SCHEMA_FILE), 'utf8');

  expect(recordSchema()).toBe(kept);
});
