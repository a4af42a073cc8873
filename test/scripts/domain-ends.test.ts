import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ends from 'tlds';
import { isDomainEnd } from '../../lambda/text/domain.ts';
import { DOMAIN_ENDS_FILE, domainEndsFile } from '../../scripts/domain-ends.ts';
import { ROOT } from '../support/run.ts';

test('the list of domain ends in the code is the one of the package (npm run domain-ends writes it)', () => {
  const kept = readFileSync(join(ROOT, DOMAIN_ENDS_FILE), 'utf8');

  expect(domainEndsFile()).toBe(kept);
});

test('every domain end of the Internet is known, in any case', () => {
  const unknown = ends.filter((end) => !isDomainEnd(end) || !isDomainEnd(end.toUpperCase()));

  expect(unknown).toEqual([]);
});
