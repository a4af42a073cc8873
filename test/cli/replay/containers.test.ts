import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { page } from '../../support/markdown.ts';
import { file, replay, replayJson, type Summary } from '../../support/replay.ts';

const FOLDER = join(__dirname, '../../../events/containers');
const samples = readdirSync(FOLDER);

/** What docs/replay.md says of each sample: how many records it has, and how many of them become alerts. */
const rows = [...page('docs/replay.md').matchAll(/\| \[`(.+?)`\]\(.*?\) \| +(\d+) \| +(\d+) \|/g)].map(
  ([, sample = '', records, alerts]) => ({ sample, records: Number(records), alerts: Number(alerts) }),
);

test('docs/replay.md has a row for each sample of a container, and no other', () => {
  expect(rows.map(({ sample }) => sample).sort()).toEqual([...samples].sort());
});

describe.each(rows)('$sample', ({ sample, records, alerts }) => {
  const run = replayJson(join(FOLDER, sample));

  test('has as many records as docs/replay.md says, and the counts add up to them', async () => {
    const { summary } = await run;

    expect(summary.records).toBe(records);
    expect(sumOf(summary)).toBe(records);
  });

  test('becomes as many alerts, each about the whole of the session', async () => {
    const { lines } = await run;
    const shown = lines
      .filter(({ result }) => result === 'shown')
      .map(({ bodies }) => JSON.parse(bodies.sqs));

    expect(shown).toHaveLength(alerts);
    for (const record of shown) expect(record).toMatchObject(START);
  });

  test('is a failure only where something was not understood', async () => {
    const { summary, status } = await run;

    expect(status).toBe(summary.notUnderstood === 0 ? 0 : 1);
  });
});

const START = {
  kind: 'started',
  eventId: 'b70b31ac-db53-4e62-91c2-eb065cf73e7b',
  time: '2026-05-04T09:00:07Z',
  account: '210987654321',
  region: 'eu-central-1',
  outcome: { kind: 'succeeded' },
  actor: { kind: 'iam-user', name: 'freja' },
  session: { id: 'freja-q7w2e9r4t6y3u8i5o2p7a4s9d6' },
  target: { id: 'i-0c3a9b7e5d1f28460' },
  reason: 'OPS-4711 slow ledger',
  origin: { addresses: ['203.0.113.77'] },
};

function sumOf({ shown, noSessionCall, notPassed, notUnderstood }: Summary): number {
  return shown + noSessionCall + notPassed + notUnderstood;
}

test('what is not understood is named with what to do instead', async () => {
  const { stderr } = await replay(FOLDER, '--protocol', 'sms');

  expect(stderr).toContain('cloudtrail-history.csv:2: is a row of the event history as CSV');
  expect(stderr).toContain('s3-notification.json: names a file in S3');
  expect(stderr).toContain('dynamodb-stream.json: is a change in a DynamoDB table');
  expect(stderr).toContain('security-lake.json: is an OCSF event without its record: select raw_data too');
});

describe('a damaged container gives a named failure and never a crash', () => {
  const readable = rows.filter(({ records }) => records > 0);

  test.each(readable)('$sample, cut off at any tenth', async ({ sample }) => {
    const content = readFileSync(join(FOLDER, sample));
    for (let tenth = 1; tenth < 10; tenth += 1) {
      const cut = content.subarray(0, Math.floor((content.length * tenth) / 10));
      const { stderr, stdout, status } = await replay(file(`cut-${sample}`, cut), '--protocol', 'sms');

      expect(`${stderr}${stdout}`).not.toMatch(/^ +at |TypeError|undefined/m);
      expect(stdout).toMatch(/\d+ records?: /);
      expect(status === 0 || stderr.includes(`cut-${sample}`)).toBe(true);
    }
  });

  test.each(readable)('$sample, each value in turn replaced', async ({ sample }) => {
    const content = readFileSync(join(FOLDER, sample));
    const text = (content[0] === 0x1f ? gunzipSync(content) : content).toString('utf8');
    for (const [from, to] of REPLACEMENTS) {
      const { stderr, stdout, status } = await replay(file(`odd-${sample}`, text.replaceAll(from, to)));

      expect(`${stderr}${stdout}`).not.toMatch(/^ +at |TypeError/m);
      expect(status === 0 || stderr.includes(`odd-${sample}`)).toBe(true);
    }
  });
});

/** Makes other types of what stands there, and other shapes. */
const REPLACEMENTS: readonly (readonly [from: RegExp, to: string])[] = [
  [/: \{/g, ': ['],
  [/": "[^"\\]*"/g, '": 7'],
  [/": "[^"\\]*"/g, '": null'],
  [/": \[/g, '": "['],
  [/[A-Za-z0-9+/]{40}/g, '!'.repeat(40)],
  [/\\"/g, '"'],
  [/e/g, '\u202e'],
];
