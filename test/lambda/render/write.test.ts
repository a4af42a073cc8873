import { describe, expect, test } from '@jest/globals';
import { label, name, raw, say, typed } from '../../../lambda/domain/phrase.ts';
import { CHAT, MAIL, SMS, SUBJECT } from '../../../lambda/render/readers.ts';
import { type Reader, write } from '../../../lambda/render/write.ts';

describe('links are defanged last, as the reader gets them:', () => {
  test.each<[string, string, Reader, string]>([
    ['a middle dot, which ASCII spells as a full stop', 'evil·com', SUBJECT, 'evil[.]com'],
    ['a middle dot, which GSM-7 lacks', 'evil·com', SMS, 'evil[.]com'],
    ['an accent that ASCII drops', 'evil.ćom', SUBJECT, 'evil[.]com'],
    ['an accent that GSM-7 drops', 'evil.ćom', SMS, 'evil[.]com'],
    ['an ideographic full stop', 'evil\u3002com', MAIL, 'evil[.]com'],
    ['a half-width full stop', 'evil\uff61com', MAIL, 'evil[.]com'],
    ['a full-width address', 'https\uff1a\uff0f\uff0fevil\uff0ecom', MAIL, 'https[:]//evil[.]com'],
    ['a one-dot leader', 'evil\u2024com/x', MAIL, 'evil[.]com/x'],
    ['a label in another script', '日本.com', SUBJECT, '??[.]com'],
    ['a zero-width space inside the end', 'evil.co\u200bm', MAIL, 'evil[.]co\ufffdm'],
  ])('%s', (_, text, reader, expected) => {
    expect(write([name(text)], reader)).toBe(expected);
  });

  test('two values that only together are a link', () => {
    expect(write(say`${name('10.0.0.1')}:${name('8080')}`, MAIL)).toBe('10[.]0[.]0[.]1:8080');
  });
});

describe('a link that a cut makes is dead, and the text still fits:', () => {
  test('at the end of a text', () => {
    const text = write([name('x.academyofmusic')], MAIL, 10);

    expect(text).toBe('x.acade…');
  });

  test('around the middle of a text', () => {
    const text = write([name(`first.${'x'.repeat(200)}y.computer.co`)], SMS, 20);

    expect(text).toMatch(/\[\.\]co$/);
    expect(SMS.size(text)).toBeLessThanOrEqual(20);
  });

  test('beside the mark of the cut', () => {
    const text = write([name(`evil${'x'.repeat(100)}com`)], SUBJECT, 9);

    expect(text).not.toMatch(/\.\.com/);
    expect(text.length).toBeLessThanOrEqual(9);
  });
});

test('no cut leaves half of what made a text safe', () => {
  const host = name('ledger-db.cluster-0a1b2c3d4e5f.eu-west-1.rds.amazonaws.com');

  const lengths = Array.from({ length: 60 }, (_, limit) => write([host], SMS, limit + 8));

  for (const text of lengths) expect(text.replaceAll(/\[\.+\]/g, '')).not.toMatch(/[[\]]/);
});

describe('a name is', () => {
  test.each([
    ['mai.le', 'mai.le'],
    ['boss@example.org', 'boss@example.org'],
    ['two words', '"two words"'],
    ['two "words»', `"two 'words'"`],
    ['boss@example.org said so', '"boss@example[.]org said so"'],
  ])('readable, and passes for no sentence of ours: %s', (text, expected) => {
    expect(write([name(text)], MAIL)).toBe(expected);
  });

  test('the same in the id of a session', () => {
    const [inName, inId] = ['mai.le', 'mai.le-abcdefghjk23456789mnpqrstu'].map((text) =>
      write([name(text)], SMS),
    );

    expect(inName).toBe('mai.le');
    expect(inId).toBe('mai.le-abcdefghjk23456789mnpqrstu');
  });
});

describe('a value is cut at a length that fits its kind:', () => {
  const long = 'x'.repeat(5000);

  test('names', () => {
    expect(write([name(long)], MAIL)).toHaveLength(420);
    expect(write([label(long)], MAIL)).toHaveLength(420);
  });

  test('what was typed, which keeps its end', () => {
    expect(write([typed(long)], MAIL)).toMatch(/^x{400} … 4400 characters left out … x{200}$/);
    expect(write([typed(long)], CHAT)).toMatch(/^x{267} … 4600 characters left out … x{133}$/);
    expect(write([typed(`${'A'.repeat(900)}; rm -rf /`)], MAIL)).toMatch(/; rm -rf \/$/);
  });

  test('whole documents', () => {
    expect(write([raw(long)], MAIL)).toMatch(/^x{1334} … 3000 characters left out … x{666}$/);
  });
});

/** What no pattern may read more than once from each of its places. */
const REPEATED = [
  'a',
  '.',
  'a.',
  '@',
  'a@',
  'a@b.',
  '-',
  '/a',
  '\\',
  ':',
  '1:',
  'a:',
  '"',
  "'",
  '(',
  ' ',
  ' x',
  '\u0301',
  '\u17d2\u0301',
  '·',
  '日',
  '\u200d',
  '👍\ufe0f',
  '<',
];

describe.each([
  ['mail', MAIL],
  ['chat', CHAT],
  ['subject', SUBJECT],
  ['SMS', SMS],
])('for a %s', (_, reader) => {
  test.each(REPEATED)('a text of 100,000 times %j takes no time', (text) => {
    const long = text.repeat(100_000);
    write([name(long), typed(long)], reader, 90);

    const start = performance.now();
    write([name(long), typed(long)], reader, 90);

    expect(performance.now() - start).toBeLessThan(100);
  });
});
