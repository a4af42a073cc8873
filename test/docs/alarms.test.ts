import { expect, test } from '@jest/globals';
import { deliveryFailures } from '../../infra/monitoring/delivery-failures.ts';
import { page } from '../support/markdown.ts';
import { synthesise } from '../support/synthesise.ts';

const deployed = ([{ mode: 'direct' }, { mode: 'buffered', windowSeconds: 60 }] as const).flatMap(
  (delivery) => Object.keys(deliveryFailures(synthesise({ delivery }).notifier)),
);

test.each(['docs/delivery.md', 'docs/subscribing.md'])('%s names only alarms that are deployed', (path) => {
  const named = [...page(path).matchAll(/\*([A-Z][a-z]+(?:[A-Z][a-z]+)+)\*/g)].map(([, name]) => name);

  expect(named.filter((name) => !deployed.includes(name ?? ''))).toEqual([]);
});
