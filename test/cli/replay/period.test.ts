import { describe, expect, test } from '@jest/globals';
import { toTime } from '../../../cli/replay/period.ts';

const NOW = new Date('2026-05-04T13:00:00Z');

describe('a point in time', () => {
  test.each([
    ['45s', '2026-05-04T12:59:15.000Z'],
    ['30m', '2026-05-04T12:30:00.000Z'],
    ['2h', '2026-05-04T11:00:00.000Z'],
    ['3d', '2026-05-01T13:00:00.000Z'],
    ['2026-05-01', '2026-05-01T00:00:00.000Z'],
    ['2026-05-01T10:00', '2026-05-01T10:00:00.000Z'],
    ['2026-05-01T10:00:30+02:00', '2026-05-01T08:00:30.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(toTime(text, NOW).toISOString()).toBe(expected);
  });

  test.each(['', '2', 'h', '-2h', '1.5h', '2 hours', 'yesterday', '2026-13-01', '04.05.2026'])(
    'is not "%s"',
    (text) => {
      expect(() => toTime(text, NOW)).toThrow('Give a duration');
    },
  );
});
