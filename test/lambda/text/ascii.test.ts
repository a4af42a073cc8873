import { describe, expect, test } from '@jest/globals';
import { toAscii } from '../../../lambda/text/ascii.ts';

describe('printable ASCII', () => {
  test.each([
    ['gjörgen Žofie Łukasz Ærø ß', 'gjorgen Zofie Lukasz AEro ss'],
    ['“quoted” – and…', '"quoted" - and...'],
    ['日本', '??'],
    ['e\u0301', 'e'],
    ['\u02d8', '?'],
    ['ﬁ ½', 'fi ?'],
  ])('of %s is %s', (text, expected) => {
    expect(toAscii(text)).toBe(expected);
  });
});
