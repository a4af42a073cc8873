import { describe, expect, test } from '@jest/globals';
import { name } from '../../../lambda/domain/phrase.ts';
import { fitOneLine, fitPieces, writeName } from '../../../lambda/render/one-line.ts';
import { SUBJECT } from '../../../lambda/render/readers.ts';

const line = {
  lead: 'ENDED ',
  actor: [name('alice')],
  shorterActor: [],
  arrow: ' > ',
  target: [name('i-0abc')],
  tails: [' in prod at noon', ' at noon'],
};

test('the mark behind a shortened name does not bring a link to life', () => {
  const text = writeName([name(`${'a'.repeat(60)}:file:`)], SUBJECT, 30);

  expect(text).toMatch(/^a+\.\.a*:file\[:\]#[0-9a-f]{6}$/);
});

describe('a line that must fit', () => {
  test.each([
    [40, 'ENDED alice > i-0abc in prod at noon'],
    [30, 'ENDED alice > i-0abc at noon'],
    [20, 'ENDED alice > i-0abc'],
    [19, 'ENDED alice > i-..c'],
    [16, 'ENDED a.. > i..c'],
  ])('in %d characters is %s', (most, expected) => {
    const text = fitOneLine(line, most, SUBJECT);
    expect(text).toBe(expected);
    expect(text.length).toBeLessThanOrEqual(most);
  });

  test.each([
    [23, 'ENDED role Ops > i-0abc'],
    [22, 'ENDED ro..s > i-0abc'],
  ])('in %d characters takes the shorter form of the actor: %s', (most, expected) => {
    const someone = { actor: ['someone with role ', name('Ops')], shorterActor: ['role ', name('Ops')] };

    expect(fitOneLine({ ...line, ...someone }, most, SUBJECT)).toBe(expected);
  });

  test('gives the room that a short name leaves to the long one', () => {
    const text = fitOneLine({ ...line, target: [name('i-'.padEnd(100, '0'))], tails: [] }, 50, SUBJECT);
    expect(text).toMatch(/^ENDED alice > i-0+\.\.0+$/);
    expect(text).toHaveLength(50);
  });

  test.each([
    [60, 'ENDED alice > i-0abc last first a-long-second'],
    [41, 'ENDED alice > i-0abc first a-long-second'],
    [32, 'ENDED alice > i-0abc last first'],
    [26, 'ENDED alice > i-0abc first'],
    [19, 'ENDED alice > i-..c'],
  ])('in %d characters places what fits, by rank and in its order: %s', (most, expected) => {
    const pieces = [
      [{ text: ' last', rank: 3 }],
      [{ text: ' first', rank: 1 }],
      [{ text: ' a-long-second', rank: 2 }],
    ];
    expect(fitPieces(line, pieces, most, SUBJECT)).toBe(expected);
  });
});
