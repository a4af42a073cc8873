import { describe, expect, test } from '@jest/globals';
import { name, raw, typed } from '../../../lambda/domain/phrase.ts';
import { plain } from '../../../lambda/render/write.ts';
import { toAscii } from '../../../lambda/text/ascii.ts';
import { clean, cut } from '../../../lambda/text/clean.ts';

describe('clean', () => {
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
  ])('%s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});

describe('cut', () => {
  test.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['one too many', 11, 'one too ma…'],
    ['👩🏽👩🏽👩🏽', 9, '👩🏽👩🏽…'],
    ['e\u0301e\u0301e\u0301', 4, 'e\u0301…'],
  ])('%s in %d is %s', (text, max, expected) => {
    expect(cut(text, max)).toBe(expected);
  });
});

describe('links that an actor types', () => {
  test.each([
    ['https://evil.example/x', 'https[:]//evil[.]example/x'],
    ['HTTP://EVIL.EXAMPLE', 'HTTP[:]//EVIL[.]EXAMPLE'],
    ['www.evil.zone', 'www[.]evil[.]zone'],
    ['go to evil.pizza now', 'go to evil[.]pizza now'],
    ['mailto:x@y', 'mailto[:]x@y'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['version 2.31 of 10.0.0.1', 'version 2.31 of 10.0.0.1'],
    ['"quoted" \u201cand so\u201d', "'quoted' 'and so'"],
    ['see evil.com@/login', 'see evil[.]com@/login'],
    ['tail -f /var/log/app.log', 'tail -f /var/log/app.log'],
  ])('are dead in free text: %s', (text, expected) => {
    expect(plain(typed(text))).toBe(expected);
  });

  test.each([
    ['evil.com', 'evil[.]com'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['https://evil.zone', 'https[:]//evil[.]zone'],
    ['first.last', 'first.last'],
    ['boss@example.org', 'boss@example.org'],
    ['mary-ann.o-hara@ops-team.example.com', 'mary-ann.o-hara@ops-team.example.com'],
    ['ssm.amazonaws.com', 'ssm.amazonaws.com'],
    ['203.0.113.77', '203.0.113.77'],
    ['evil.com.com', 'evil[.]com[.]com'],
    ['evil.co.uk', 'evil[.]co[.]uk'],
    ['evil.com.html', 'evil[.]com[.]html'],
    ['bit.ly/3aBcDeF', 'bit[.]ly/3aBcDeF'],
    ['db.internal/x', 'db[.]internal/x'],
    ['@evil.com', '@evil[.]com'],
    ['https\uff1a\uff0f\uff0fevil\uff0ecom', 'https[:]//evil[.]com'],
    ['evil\u2024com/x', 'evil[.]com/x'],
    ['evil\u3002com', 'evil[.]com'],
    ['two words', '"two words"'],
  ])('are dead in a name, which stays readable: %s', (text, expected) => {
    expect(plain(name(text))).toBe(expected);
  });
});

describe('of 5,000 characters', () => {
  const long = 'x'.repeat(5000);

  test('a name keeps 420', () => {
    expect(plain(name(long))).toHaveLength(420);
  });

  test('free text keeps 400 of its beginning and 200 of its end, and says how many are left out', () => {
    expect(plain(typed(long))).toMatch(/^x{400} … 4400 characters left out … x{200}$/);
  });

  test('raw data keep 1,334 of their beginning and 666 of their end, and say how many are left out', () => {
    expect(plain(raw(long))).toMatch(/^x{1334} … 3000 characters left out … x{666}$/);
  });
});

test('the end of a long command is shown', () => {
  const command = `${'A'.repeat(900)}; rm -rf /`;

  expect(plain(typed(command))).toMatch(/; rm -rf \/$/);
});

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
