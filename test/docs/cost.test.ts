import { expect, test } from '@jest/globals';
import { page, rows } from '../support/markdown.ts';
import { synthesise } from '../support/synthesise.ts';

const costs = rows(page('docs/cost.md'));
const [total = [], ...items] = [...costs].reverse();

test('docs/cost.md counts as many alarms as an audience has', () => {
  const { count } = synthesise().notifier.alarms;

  const alarms = items.filter(([item]) => item?.startsWith('alarms'));

  expect(alarms.map(([item]) => item)).toEqual([`alarms (${count})`]);
});

test.each([
  ['1,000 sessions', 1],
  ['100,000 sessions', 2],
  ['10 million sessions', 3],
])('docs/cost.md adds up what %s cost', (_, column) => {
  const sum = items.reduce((soFar, cells) => soFar + Number(cells[column]), 0);

  expect(total[column]).toBe(`**${sum.toFixed(2)}**`);
});
