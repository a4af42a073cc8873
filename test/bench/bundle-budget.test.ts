import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { overBudget } from '../../bench/budget.ts';
import { type Bundle, bundle } from '../../bench/bundles.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));
let bundles: Record<'floor' | 'function' | 'everything', Bundle>;

beforeAll(async () => {
  bundles = {
    floor: await bundle('floor', directory),
    function: await bundle('function', directory),
    everything: await bundle('everything', directory),
  };
});

afterAll(() => rmSync(directory, { recursive: true }));

test('the function without look-ups adds no more to the floor than its budget', () => {
  expect(overBudget(bundles.function, bundles.floor)).toBeUndefined();
});

test('a bundle over its budget is told with the packages that weigh most', () => {
  const report = overBudget(bundles.everything, bundles.floor, 100_000);

  expect(report).toMatch(/^The bundle has [\d,]+ bytes more than the floor; it may have 100,000:\n/);
  expect(report).toMatch(/\n {2}[\d,]+ @aws-sdk\/client-ssm\n/);
});

test('each client that is switched off is left out of the bundle', () => {
  const packagesOf = (name: keyof typeof bundles) =>
    bundles[name].packages.map(([packageName]) => packageName);
  const optional = [
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/client-ssm',
    '@aws-sdk/client-resource-groups-tagging-api',
  ];

  expect(packagesOf('everything')).toEqual(expect.arrayContaining(optional));
  expect(packagesOf('function').filter((name) => optional.includes(name))).toEqual([]);
});
