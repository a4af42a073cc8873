import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sessionEventPattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule, toRulePattern } from '../../infra/event-pattern/matcher.ts';
import { fixture, fixtureNames } from '../support/fixtures.ts';

const pattern = toRulePattern(sessionEventPattern());

describe('the sample events', () => {
  test.each(fixtureNames('.'))('%s is matched by the rule', (name) => {
    expect(matchesRule(pattern, fixture(name))).toBe(true);
  });

  test.each(fixtureNames('decoys'))('%s is not matched by the rule', (name) => {
    expect(matchesRule(pattern, fixture(name))).toBe(false);
  });

  test('each have one row in their README, and no row is without its file', () => {
    const readme = readFileSync(join(__dirname, '../../events/README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `(.+)\.json` \|/gm)].map(([, name]) => name);
    const files = [...fixtureNames('.'), ...fixtureNames('decoys'), ...fixtureNames('invalid')];
    expect([...rows].sort()).toEqual([...files].sort());
  });

  test('have each an event id of their own', () => {
    const ids = [...fixtureNames('.'), ...fixtureNames('decoys')].map((name) => fixture(name).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
