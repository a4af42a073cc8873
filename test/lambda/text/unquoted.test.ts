import { describe, expect, test } from '@jest/globals';
import { clean } from '../../../lambda/text/clean.ts';
import { unquoted } from '../../../lambda/text/unquoted.ts';

describe('no text closes the quotation it stands in with', () => {
  test.each([
    ['straight', '"'],
    ['curly', '”'],
    ['low', '„'],
    ['guillemets', '»'],
    ['single guillemets', '›'],
    ['corner bracket', '」'],
    ['half-width corner bracket', '｣'],
    ['full-width', '＂'],
    ['double prime', '″'],
    ['modifier letter', 'ˮ'],
    ['Hebrew gershayim', '״'],
    ['ornament', '❞'],
    ['heavy ornament', '🙷'],
    ['two apostrophes', "''"],
    ['two curly apostrophes', '’’'],
    ['two grave accents', '``'],
    ['ditto mark', '〃'],
  ])('%s quotes', (_, quote) => {
    expect(unquoted(clean(`x${quote} (as typed`))).toBe("x' (as typed");
  });

  test('but an apostrophe stays', () => {
    expect(unquoted("freja's")).toBe("freja's");
  });
});
