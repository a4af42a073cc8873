import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { overBudget } from '../../bench/budget.ts';
import { type Bundle, bundleAll, type Variant } from '../../bench/bundles.ts';

const OPTIONAL_CLIENTS = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-ssm',
  '@aws-sdk/client-resource-groups-tagging-api',
];

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));
let bundles: Record<Variant, Bundle>;

beforeAll(async () => {
  bundles = await bundleAll(directory);
});

afterAll(() => rmSync(directory, { recursive: true }));

const optionalClientsOf = (variant: Variant) =>
  bundles[variant].packages.map(([name]) => name).filter((name) => OPTIONAL_CLIENTS.includes(name));

test('the function without look-ups adds no more to the floor than its budget', () => {
  const report = overBudget(bundles.function, bundles.floor);

  expect(report).toBeUndefined();
});

test('a bundle over its budget is reported with the packages that weigh most', () => {
  const report = overBudget(bundles.everything, bundles.floor, 100_000);

  expect(report).toMatch(/^The bundle has [\d,]+ bytes more than the floor; it may have 100,000:\n/);
  expect(report).toMatch(/\n {2}[\d,]+ @aws-sdk\/client-ssm\n/);
});

test('a client that is switched on is in the bundle', () => {
  const clients = optionalClientsOf('everything');

  expect(clients.sort()).toEqual([...OPTIONAL_CLIENTS].sort());
});

test('a client that is switched off is left out of the bundle', () => {
  const clients = optionalClientsOf('function');

  expect(clients).toEqual([]);
});
