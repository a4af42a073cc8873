import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { JsonSplitter, type SplitPiece } from '../../../cli/replay/formats/json-splitter.ts';

function split(text: string, chunkBytes = 1 << 16): SplitPiece[] {
  const splitter = new JsonSplitter();
  const bytes = Buffer.from(text);
  const pieces: SplitPiece[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    pieces.push(...splitter.push(bytes.subarray(start, start + chunkBytes)));
  }
  return [...pieces, ...splitter.end()];
}

const valuesIn = (pieces: readonly SplitPiece[]) =>
  pieces.flatMap((piece) => ('value' in piece ? [piece.value] : []));

describe('it finds', () => {
  test.each<[string, string, unknown[]]>([
    ['one value', '{"a":1}', [{ a: 1 }]],
    ['a value on each line', '{"a":1}\n{"b":2}\r\n\n{"c":3}\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['values without a break', '{"a":1}{"b":"}\\""}', [{ a: 1 }, { b: '}"' }]],
    ['the members of a list', '[{"a":1},\n{"b":[1,2]}]', [{ a: 1 }, { b: [1, 2] }]],
    ['values of several lines', '{\n "a": [1,\n2]\n}\n{\n}\n', [{ a: [1, 2] }, {}]],
    ['texts between tabs', '"x"\t"y"\n', ['x', 'y']],
    ['values after record separators', '\u001e{"a":1}\n\u001e{"b":1}', [{ a: 1 }, { b: 1 }]],
    ['several values on a line before another', '{"a":1}{"b":2}\n{"c":3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['nothing in an empty list', '[]', []],
  ])('%s', (_, text, expected) => {
    expect(valuesIn(split(text))).toEqual(expected);
  });

  test('the same in chunks of any size', () => {
    const json = fc.array(fc.json(), { minLength: 1, maxLength: 5 });
    const separator = fc.constantFrom('\n', ' ', '\t', ',\n');

    void fc.assert(
      fc.property(json, separator, fc.integer({ min: 1, max: 40 }), (texts, between, size) => {
        const expected = texts.map((text) => JSON.parse(text)).flatMap(flat);

        expect(valuesIn(split(texts.join(between), size))).toEqual(expected);
      }),
      { numRuns: 300, seed: 13 },
    );
  });
});

describe('of what is broken it gives what is whole, and names the rest', () => {
  test.each<[string, string, unknown[], string]>([
    ['a member of a list', '{"Records":[1,{oops},2]}', [{ Records: [1] }, { Records: [2] }], 'is not JSON'],
    ['a file that was cut off', '{"Records":[1,2,{"c":', [{ Records: [1, 2] }], 'it was cut off'],
    ['a list that was cut off', '[{"a":1}', [{ a: 1 }], 'it was cut off'],
    ['a line', '{oops\n{"a":1}\n', [{ a: 1 }], 'is not JSON'],
    ['a line that was cut off', '{"tru\n{"a":1}\n{"b":2}', [{ a: 1 }, { b: 2 }], 'is not JSON'],
  ])('%s', (_, text, values, problem) => {
    const pieces = split(text);

    expect(valuesIn(pieces)).toEqual(values);
    expect(pieces).toContainEqual(expect.objectContaining({ problem: expect.stringContaining(problem) }));
  });

  test('and text that is no JSON is given as such', () => {
    expect(split('{"a":1}\n--\nunsubscribe\n').slice(1)).toEqual([
      { text: '--', line: 2 },
      { text: 'unsubscribe', line: 3 },
    ]);
  });
});

describe('of a long list on one line', () => {
  const member = { eventName: 'StartSession', quoted: '\\"}]'.repeat(50), list: [1, { a: [] }] };
  const count = 20_000;
  const text = `{"before":{"list":[1]},"Records":[${Array(count).fill(JSON.stringify(member)).join(',')}],"next":2}`;

  test('it gives every member once, in pieces of the same shape', () => {
    const pieces = split(text, 1 << 18);
    const lists = valuesIn(pieces).map((value) => (value as { Records?: unknown[] }).Records ?? []);

    expect(lists.length).toBeGreaterThan(2);
    expect(lists.flat()).toHaveLength(count);
    expect(lists.flat().at(-1)).toEqual(member);
  });
});

test('a value that is too long to be a record is named, and what follows is read', () => {
  const pieces = split(`"${'x'.repeat(20_000_000)}" {"a":1}`, 1 << 18);

  expect(pieces).toContainEqual(
    expect.objectContaining({ problem: expect.stringContaining('more than 8 MB') }),
  );
  expect(valuesIn(pieces)).toEqual([{ a: 1 }]);
});

test.each(['[', '{"a":', '{"a":[', '"\\', '\n{', ']}'])('%j a million times ends, and soon', (text) => {
  const started = performance.now();
  split(text.repeat(1_000_000), 1 << 18);

  expect(performance.now() - started).toBeLessThan(20_000);
});

/** Lists are given member by member, also lists of lists. */
function flat(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value];
}
