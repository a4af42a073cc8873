import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sessionEventPattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule, toRulePattern } from '../../infra/event-pattern/matcher.ts';
import { fixture, fixtureNames } from '../support/fixtures.ts';

const ALERTS = [...fixtureNames('.'), ...fixtureNames('decoys')];
const FILES = [...ALERTS, ...fixtureNames('invalid')];

const README = readFileSync(join(__dirname, '../../events/README.md'), 'utf8');
const ROWS = [...README.matchAll(/^\| `(.+)\.json` \|/gm)].map(([, name]) => name);

const pattern = toRulePattern(sessionEventPattern());

test.each(fixtureNames('.'))(
  'events/%s.json is a session call that the rule matches (another event belongs in events/decoys/)',
  (name) => {
    expect(matchesRule(pattern, fixture(name))).toBe(true);
  },
);

test.each(fixtureNames('decoys'))('events/%s.json is an event that the rule does not match', (name) => {
  expect(matchesRule(pattern, fixture(name))).toBe(false);
});

test('no two sample events have the same id', () => {
  const named = ALERTS.map((name) => ({ name, id: fixture(name).id }));

  const shared = named.filter(({ name, id }) =>
    named.some((other) => other.id === id && other.name !== name),
  );

  expect(shared).toEqual([]);
});

describe('the table of events/README.md', () => {
  test.each(FILES)('has one row for %s.json, which says what the sample proves', (name) => {
    const rows = ROWS.filter((row) => row === name);

    expect(rows).toEqual([name]);
  });

  test('has no row for a file that is not there', () => {
    const withoutFile = ROWS.filter((row) => !FILES.includes(row ?? ''));

    expect(withoutFile).toEqual([]);
  });
});
