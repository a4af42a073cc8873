import { describe, expect, test } from '@jest/globals';
import { cut, cutMiddle } from '../../../lambda/text/cut.ts';

describe('a text that is cut keeps whole characters:', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one too many', 11, 'one too ma…'],
    ['👩🏽👩🏽👩🏽', 9, '👩🏽👩🏽…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
  ])('%s in %d is %s', (text, most, expected) => {
    expect(cut(text, most)).toBe(expected);
  });
});

test('a cut in the middle keeps both ends', () => {
  const size = (text: string) => text.length;

  expect(cutMiddle('a-very-long-name', 10, size)).toBe('a-ve..name');
  expect(cutMiddle('short', 10, size)).toBe('short');
});
