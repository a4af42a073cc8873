import { expect, test } from '@jest/globals';
import { matchesLogFilter } from './log-filter.ts';

const ENTRY = JSON.stringify({ level: 'ERROR', record: { status: 'timeout' } });

test.each([
  ['{ $.level = "ERROR" }', true],
  ['{ $.level = "INFO" }', false],
  ['{ $.record.status = "timeout" }', true],
  ['{ $.record.missing.status = "timeout" }', false],
  ['{ $.level = "INFO" || $.record.status = "timeout" }', true],
  ['{ $.level = "ERROR" && $.record.status = "success" }', false],
  ['{ $.level = "ERROR" || $.level = "INFO" && $.record.status = "success" }', true],
  ['{ ($.level = "ERROR" || $.level = "INFO") && $.record.status = "success" }', false],
])('%s matches: %s', (pattern, matches) => {
  expect(matchesLogFilter(pattern, ENTRY)).toBe(matches);
});

test('an entry that is no JSON matches nothing', () => {
  expect(matchesLogFilter('{ $.level = "ERROR" }', 'level ERROR')).toBe(false);
});

test.each(['ERROR', '{ $.level = "ERROR"', '{ $.level = ERROR }', '{ ($.level = "ERROR" }'])(
  '%s is refused',
  (pattern) => {
    expect(() => matchesLogFilter(pattern, ENTRY)).toThrow(SyntaxError);
  },
);
