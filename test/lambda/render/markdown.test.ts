import { describe, expect, test } from '@jest/globals';
import { typed } from '../../../lambda/domain/phrase.ts';
import { CHAT, CHAT_QUOTE } from '../../../lambda/render/readers.ts';
import { write } from '../../../lambda/render/write.ts';

describe('nobody is mentioned in Slack or Teams by', () => {
  test.each([
    ['@here', '[@]here'],
    ['x@channel', 'x[@]channel'],
    ['_@everyone', '＿[@]everyone'],
    ['-@here', '-[@]here'],
    ['<!here>', '&lt;!here&gt;'],
    ['<@U1>', '&lt;＠U1&gt;'],
    ['.@mallory', '.＠mallory'],
    ['<at>all</at>', '&lt;at&gt;all&lt;/at&gt;'],
  ])('%s', (text, expected) => {
    expect(write([typed(text)], CHAT)).toBe(expected);
  });
});

describe('what only looks like an emoji can be copied:', () => {
  test.each([['2001:db8::1'], ['(2001:db8:a:b:c:d:e:f)'], ['09:00:07']])('%s', (text) => {
    expect(write([typed(text)], CHAT)).toBe(text);
  });

  test('while the name of one means none', () => {
    expect(write([typed(':fire: 2001:db8::1')], CHAT_QUOTE)).toBe('：fire: 2001:db8::1');
  });
});
