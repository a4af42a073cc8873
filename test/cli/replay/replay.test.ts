import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { startSns } from '../../../stand-in/sns/sns.ts';
import { fixture, fixtureNames } from '../../support/fixtures.ts';
import { runCli } from '../../support/run.ts';

const START = fixture('start-iam-user');
const END = fixture('terminate-someone-elses-session');
const OTHER_CALL = fixture('decoys/ssm-send-command');
const SUBJECT = 'Subject: [STARTED] freja in 210987654321 -> i-0c3a9b7e5d1f28460 (eu-central-1)';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The files whose alerts a replay shows, without `events/` and `.json`. */
function shownIn(stdout: string): string[] {
  return [...stdout.matchAll(/^── events\/(\S+)\.json ─/gm)].map(([, name = '']) => name).sort();
}

describe('without arguments', () => {
  const samples = runCli('replay', []);

  test('it shows every sample event', async () => {
    const { status, stdout, stderr } = await samples;

    expect(stderr).toBe('');
    expect(shownIn(stdout)).toEqual(fixtureNames('.'));
    expect(status).toBe(0);
  });

  test('it ends with a line that counts the sample events', async () => {
    const { stdout } = await samples;

    const [published, skipped] = [fixtureNames('.').length, fixtureNames('decoys').length];
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      `${published} published, ${skipped} skipped (no session calls: the EventBridge rule does not pass them on), 0 failed`,
    );
  });

  test('it shows subject, mail and SMS with its septets, without colours where there is no terminal', async () => {
    const { stdout } = await samples;
    expect(stdout).toContain(`${SUBJECT}\n\nemail:\nfreja opened a shell on`);
    expect(stdout).toMatch(
      /sms \(\d+ of 160 septets\):\nSSM ALERTS> STARTED freja > i-0c3a9b7e5d1f28460 shell/,
    );
    expect(stdout).not.toContain('\u001b');
  });
});

describe('it reads', () => {
  test.each([
    ['an EventBridge envelope', 'envelope.json', JSON.stringify(START)],
    ['a bare CloudTrail record', 'record.json', JSON.stringify(START.detail)],
    ["a trail's log file", 'trail.json', JSON.stringify({ Records: [OTHER_CALL.detail, START.detail] })],
    ["a trail's log file, gzipped", 'trail.json.gz', gzipSync(JSON.stringify({ Records: [START.detail] }))],
    [
      'what lookup-events prints',
      'lookup.json',
      JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(START.detail) }] }),
    ],
    ['a list', 'list.json', JSON.stringify([OTHER_CALL, START])],
    [
      'what Lambda writes to a failure queue',
      'failed.json',
      JSON.stringify({ version: '1.0', requestPayload: START }),
    ],
    [
      'what receive-message prints',
      'queue.json',
      JSON.stringify({ Messages: [{ Body: JSON.stringify(START) }] }),
    ],
    ['JSON lines', 'lines.jsonl', `${JSON.stringify(OTHER_CALL)}\n\n${JSON.stringify(START)}\n`],
    ['JSON after a byte order mark', 'bom.json', `\ufeff${JSON.stringify(START)}`],
  ])('%s', async (_, name, content) => {
    const { status, stdout } = await runCli('replay', [file(name, content)]);
    expect(stdout).toContain(SUBJECT);
    expect(status).toBe(0);
  });

  test('standard input', async () => {
    const { status, stdout } = await runCli('replay', ['-'], { input: JSON.stringify(START.detail) });
    expect([status, stdout]).toEqual([0, expect.stringContaining(SUBJECT)]);
  });

  test('a folder and what is below it', async () => {
    const { status, stdout } = await runCli('replay', [
      'events/decoys',
      '--ignore-rule',
      '--protocol',
      'sms',
    ]);

    expect(shownIn(stdout)).toEqual(fixtureNames('decoys'));
    expect(status).toBe(0);
  });
});

describe('what is wrong with an input is named, and the rest goes on', () => {
  const good = file('good.json', JSON.stringify(END));
  test.each([
    ['no-such-file.json', 'no-such-file.json: no such file or folder'],
    ['events/invalid/not-json.json', /events\/invalid\/not-json\.json:\d+: is not JSON: /],
    [
      'events/invalid/detail-null.json',
      'Not an EventBridge event: its "detail" is null, where an object was expected.',
    ],
    [file('first-line.ndjson', `{oops\n${JSON.stringify(START)}\n`), /first-line\.ndjson:1: is not JSON/],
    [
      file(
        'lookup-broken.json',
        JSON.stringify({
          Events: [{ CloudTrailEvent: '{oops' }, { CloudTrailEvent: JSON.stringify(START.detail) }],
        }),
      ),
      /lookup-broken\.json#1: holds text that is not JSON/,
    ],
    [file('empty.json', ' \n'), 'empty.json: is empty'],
    [file('lines.ndjson', `${JSON.stringify(START)}\n{"broken`), /lines\.ndjson:2: is not JSON/],
    [file('escape.json', '\u001b[2J'), 'escape.json: is not JSON: Unexpected token'],
  ])('%s', async (path, problem) => {
    const { status, stdout, stderr } = await runCli('replay', [path, good]);
    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain('\u001b');
    expect(stdout).toContain('Subject: [ENDED] in 210987654321 (notice: not theirs): boss@example.org');
    expect(stdout).toMatch(/, 1 failed\n$/);
    expect(status).toBe(1);
  });
});

describe('its options', () => {
  test('--protocol shows one protocol, or all', async () => {
    const { stdout } = await runCli('replay', ['events/start-iam-user.json', '--protocol', 'sqs']);
    expect(JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '')).toMatchObject({
      kind: 'started',
    });
    const all = await runCli('replay', ['events/start-iam-user.json', '--protocol', 'all']);
    for (const heading of ['email:', 'sms (', 'https:', 'sqs:']) expect(all.stdout).toContain(heading);
  });

  test('--json prints one object a line and nothing else', async () => {
    const { stdout, status } = await runCli('replay', [
      '--json',
      'events/start-iam-user.json',
      'events/invalid/detail-null.json',
    ]);
    const [published, failed, ...rest] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(published).toMatchObject({
      result: 'published',
      bodies: { sms: expect.stringContaining('STARTED') },
    });
    expect(failed).toMatchObject({
      result: 'failed',
      problem: expect.stringContaining('Not an EventBridge event'),
    });
    expect([rest, status]).toEqual([[], 1]);
  });

  test('--topic-arn publishes to that topic, in its region', async () => {
    const topicArn = 'arn:aws:sns:eu-west-3:123456789012:sessions';
    const sns = await startSns({ topics: [topicArn] });
    const env = {
      AWS_ENDPOINT_URL_SNS: sns.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const { status, stdout } = await runCli(
      'replay',
      ['--topic-arn', topicArn, 'events/start-iam-user.json'],
      { env },
    );
    await sns.close();
    expect(stdout).toContain(`Published as ${sns.published[0]?.messageId}`);
    expect([status, sns.published[0]?.topicArn]).toEqual([0, topicArn]);
  });

  test('--function hands the events to a deployed function and says what it said', async () => {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      bodies.push(`${request.url} ${await text(request)}`);
      response.end(JSON.stringify({ eventId: 'e', messageId: 'm-1' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const env = {
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const { status, stdout } = await runCli(
      'replay',
      ['--function', 'notify', 'events/start-iam-user.json'],
      { env },
    );
    server.close();
    expect([status, stdout]).toEqual([0, expect.stringContaining('Published as m-1')]);
    expect(bodies).toEqual([
      expect.stringMatching(/^\/2015-03-31\/functions\/notify\/invocations .*StartSession/),
    ]);
  });

  test('without credentials a real topic fails with a reason, not with a trace', async () => {
    const env = { AWS_EC2_METADATA_DISABLED: 'true', HOME: folder };
    const args = ['--topic-arn', 'arn:aws:sns:eu-west-3:123456789012:sessions', 'events/start-iam-user.json'];
    const { status, stderr } = await runCli('replay', args, { env });
    expect(stderr).toMatch(/credentials/i);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });

  test('--help explains the options and the exit status', async () => {
    const { status, stdout } = await runCli('replay', ['--help']);
    expect(stdout).toContain(
      'Exit status: 0 all published, 1 something failed or could not be read, 2 misused.',
    );
    expect(status).toBe(0);
  });

  test.each([
    [['--nonsense']],
    [['--protocol', 'fax']],
    [['--topic-arn', 'sessions']],
    [['--topic-arn', 'arn:aws:sns:eu-west-3:123456789012:x']],
    [['--function', 'notify']],
    [['--display-name', '日本']],
  ])('%j is misuse', async (args) => {
    const { status, stdout, stderr } = await runCli('replay', args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
  });
});
