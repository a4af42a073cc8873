import { describe, expect, test } from '@jest/globals';
import { escapeUnsafe } from '../../../lambda/render/json.ts';

describe('in a record that is read as a mail', () => {
  test.each([
    ['https://evil.example', /:\/\/|\./],
    ['evil.рф', /\./],
    ['💩.la', /\./],
    ['10.0.0.1/x', /\.1/],
    ['//10.0.0.1', /\/\//],
    ['10.0.0.1:8080', /\.1/],
    ['mailto:x@y', /:x/],
    ['file:host', /:h/],
    ['x@here', /@/],
    ['\\\\host\\share', /\\\\\\\\host/],
    ['a\\\\\n\\\\\\b', /\\\\\\\\b/],
    ['\u{1d159}\u{13441}\u{16fe4}\u2800\u200b', /[^ -~]/u],
  ])('nothing of %j is live, and a parser gives it back unchanged', (reason, live) => {
    const json = escapeUnsafe(JSON.stringify({ reason }));

    expect(json.slice('{"reason":"'.length)).not.toMatch(live);
    expect(JSON.parse(json)).toEqual({ reason });
  });
});
