import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { toRedactedJson } from '../../../lambda/parse/secrets.ts';

const TOKEN = 'AEAAAcretTokenForTestsOnly';
const URL = 'wss://ssmmessages.eu-west-1.amazonaws.com/v1/data-channel/x';
const JSON_TEXT = JSON.stringify({ sessionId: 'freja-0123456789abcdef0', tokenValue: TOKEN });
const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64');

describe('no secret is in the JSON of an event', () => {
  test.each<[string, string]>([
    ['JSON text behind a time', `2026-05-04T09:00:07.000Z ${JSON_TEXT}`],
    ['a printed map', `{sessionId=freja, tokenValue=${TOKEN}}`],
    ['a URL', `https://example.com/?sessionToken=${TOKEN}`],
    ['a URL-encoded object', encodeURIComponent(JSON_TEXT)],
    ['base64', base64(JSON_TEXT)],
    ['base64 of a list', base64(`[${JSON_TEXT}]`)],
    ['base64 for URLs', Buffer.from(JSON_TEXT).toString('base64url')],
    ['base64 of base64', base64(base64(JSON_TEXT))],
    ['base64 in a data URL', `data:application/json;base64,${base64(JSON_TEXT)}`],
    ['base64 within a path', `records/${base64(JSON_TEXT)}`],
    ['base64 of gzip', base64(gzipSync(JSON_TEXT))],
    ['base64 of the address of a data channel', base64(`{"address":"${URL}"}`)],
  ])('in %s', (_, data) => {
    expect(toRedactedJson({ kinesis: { data } })).toBe('{"kinesis":{"data":"(withheld)"}}');
  });

  test.each([JSON_TEXT, JSON.stringify(JSON_TEXT)])('but the rest of JSON text stays: %s', (text) => {
    const json = toRedactedJson({ requestParameters: text });

    expect(json).toContain('freja-0123456789abcdef0');
    expect(json).not.toContain(TOKEN);
  });
});

test.each([
  'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_PowerUser_0a1b2c3d4e5f6789',
  'TLS_AES_128_GCM_SHA256',
  'freja-q7w2e9r4t6y3u8i5o2p7a4s9d6',
  base64('an ordinary text, of no interest to anybody'),
])('%s is no secret', (text) => {
  expect(toRedactedJson({ text })).toBe(JSON.stringify({ text }));
});
