import { describe, expect, test } from '@jest/globals';
import { clean } from '../../../lambda/text/clean.ts';

describe('in a cleaned text', () => {
  test.each([
    ['line breaks become spaces', 'a\nb\r\nc\u2028d\u2029e\u0085f\vg', 'a b c d e f g'],
    ['runs of spaces become one', '  a \t\u00a0\u3000 b  ', 'a b'],
    ['an ANSI escape is visible and dead', '\u001b[31mred', '\ufffd[31mred'],
    ['a bidirectional override is visible and dead', 'exe\u202egpj', 'exe\ufffdgpj'],
    ['a zero-width space does not make two names look alike', 'root\u200b', 'root\ufffd'],
    ['half a character is marked', 'a\ud800b', 'a\ufffdb'],
    ['an emoji keeps its looks', 'ok 👍🏽 ❤️', 'ok 👍🏽 ❤'],
    ['marks do not spill over other lines', `Z${'\u0301'.repeat(40)}`, `Ź${'\u0301'.repeat(3)}`],
    ['accents stay', 'gjörgen Žofie', 'gjörgen Žofie'],
    ['the dots of other alphabets are dots', 'evil\u3002com\uff0ex\uff61y\u2024z', 'evil.com.x.y.z'],
    ['a sign that stacks letters stays between such letters', 'ខ្មែរ', 'ខ្មែរ'],
    ['a sign that stacks letters is marked behind any other', 'root\u17d2', 'root\ufffd'],
  ])('%s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

describe('what fonts show as nothing or as a blank leaves a mark:', () => {
  test.each([
    ['the Braille pattern without dots', '\u{2800}'],
    ['the Hangul filler', '\u{3164}'],
    ['the ideographic half fill space', '\u{303f}'],
    ['the Tifinagh consonant joiner', '\u{2d7f}'],
    ['the null notehead', '\u{1d159}'],
    ['the Egyptian full blank', '\u{13441}'],
    ['the Egyptian half blank', '\u{13442}'],
    ['the Khitan filler', '\u{16fe4}'],
    ['the Brahmi number joiner', '\u{1107f}'],
    ['the Duployan letter selector', '\u{1bc9d}'],
    ['a fill modifier of SignWriting', '\u{1da9b}'],
    ['the invisible times', '\u{2062}'],
    ['a tag', '\u{e0041}'],
    ['the object replacement character', '\u{fffc}'],
  ])('%s', (_, blank) => {
    expect(clean(`root${blank}`)).toBe('root\ufffd');
  });

  test('every character that Unicode lets a font leave out', () => {
    const ignorable = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
      (character) => /^\p{Default_Ignorable_Code_Point}$/u.test(character),
    );

    const shown = ignorable.filter((character) => clean(`a${character}b`) !== 'a\ufffdb');

    expect(ignorable.length).toBeGreaterThan(4000);
    expect(shown).toEqual([]);
  });
});
