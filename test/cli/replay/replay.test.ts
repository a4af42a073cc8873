import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { startSns } from '../../../stand-in/sns/sns.ts';
import { fixtureNames } from '../../support/fixtures.ts';
import { END, file, replay, replayJson, START } from '../../support/replay.ts';
import { runCli } from '../../support/run.ts';

const SUBJECT = 'Subject: [STARTED] freja in 210987654321 -> i-0c3a9b7e5d1f28460 (eu-central-1)';

describe('--all', () => {
  const samples = replay('--all');

  test('shows every sample event', async () => {
    const { stdout } = await samples;

    expect(shownIn(stdout)).toEqual(fixtureNames('.'));
  });

  test('ends with a line that counts them, and the calls that are none', async () => {
    const { status, stdout } = await samples;
    const [shown, others] = [fixtureNames('.').length, fixtureNames('decoys').length];

    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      `${shown + others} records: ${shown} shown, ${others - 1} no session call, 1 session calls that the rule would not pass, 0 not understood.`,
    );
    expect(status).toBe(0);
  });

  test('shows subject, mail and SMS with its septets, without colours where there is no terminal', async () => {
    const { stdout } = await samples;

    expect(stdout).toContain(`${SUBJECT}\n\nemail:\nfreja opened a shell on`);
    expect(stdout).toMatch(
      /sms \(\d+ of 160 septets\):\nSSM ALERTS> STARTED freja > i-0c3a9b7e5d1f28460 shell/,
    );
    expect(stdout).not.toContain('\u001b');
  });
});

test('it reads standard input', async () => {
  const { status, stdout } = await runCli('replay', ['-'], { input: JSON.stringify(START.detail) });

  expect(stdout).toContain(SUBJECT);
  expect(status).toBe(0);
});

test('it reads a folder whole, whatever its files are called, and counts those that hold no record', async () => {
  const { summary, status } = await replayJson('events/decoys', '--ignore-rule');

  expect(summary.shown).toBe(fixtureNames('decoys').length);
  expect(summary.withoutRecords).toEqual({ 'alerts as text': fixtureNames('decoys').length });
  expect(status).toBe(0);
});

describe('it says of a call that it does not show', () => {
  test('nothing but the number, where it is no session call', async () => {
    const { stdout } = await replay('events/decoys/ssm-send-command.json');

    expect(stdout).toBe('1 record: 0 shown, 1 no session call, 0 not understood.\n');
  });

  test.each<[string, object, string]>([
    ['the source is another', { source: 'my.app' }, 'source is "my.app", not "aws.ssm"'],
    ['the detail-type is another', { 'detail-type': 'Custom' }, 'detail-type is "Custom"'],
    [
      'the eventSource is missing',
      { detail: { ...START.detail, eventSource: undefined } },
      'detail.eventSource is missing',
    ],
  ])('which field the rule would not pass, where %s', async (_, fields, because) => {
    const path = file('not-passed.json', JSON.stringify({ ...START, ...fields }));
    const { status, stdout } = await replay(path);

    expect(stdout).toContain('a session call that the rule would not pass on');
    expect(stdout).toContain(because);
    expect(stdout).toContain('--ignore-rule shows it');
    expect(status).toBe(0);
  });

  test('no more, where it is a call of the same name in another service', async () => {
    const { summary } = await replayJson('events/decoys/athena-start-session.json');

    expect(summary.noSessionCall).toBe(1);
  });
});

describe('what is wrong with an input is named, and the rest goes on', () => {
  const good = file('good.json', JSON.stringify(END));

  test.each([
    ['no-such-file.json', 'no-such-file.json: no such file or folder'],
    ['events/invalid/not-json.json', /events\/invalid\/not-json\.json:1: ends in the middle of a JSON value/],
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
      /lookup-broken\.json#1: holds text that/,
    ],
    [file('empty.json', ' \n'), 'empty.json: is empty'],
    [file('lines.ndjson', `${JSON.stringify(START)}\n{"broken`), /lines\.ndjson:2: ends in the middle/],
    [file('escape.json', '\u001b[2J'), /escape\.json:1: is not JSON/],
    [file('no-record.json', '{"name":"a","version":1}'), /no-record\.json: is neither an event nor a record/],
    [file('parquet', 'PAR1\u0000\u0000'), /parquet: is Parquet, which is not read: select raw_data/],
    [file('table.txt', '+--------+\n| Events |\n'), /table\.txt: is a table for people/],
  ])('%s', async (path, problem) => {
    const { status, stdout, stderr } = await replay(path, good);

    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain('\u001b');
    expect(stdout).toContain('Subject: [ENDED] in 210987654321 (notice: not theirs): boss@example.org');
    expect(stdout).toMatch(/, 1 not understood\.\n$/);
    expect(status).toBe(1);
  });
});

describe('its options', () => {
  test('--protocol shows one protocol', async () => {
    const { stdout } = await replay('events/start-iam-user.json', '--protocol', 'sqs');

    expect(JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? '')).toMatchObject({
      kind: 'started',
    });
  });

  test.each(['email:', 'sms (', 'https:', 'sqs:'])('--protocol all shows %s', async (heading) => {
    const { stdout } = await replay('events/start-iam-user.json', '--protocol', 'all');

    expect(stdout).toContain(heading);
  });

  test('--json prints one object for each alert and each failure, and a summary', async () => {
    const { lines, summary, status } = await replayJson(
      'events/start-iam-user.json',
      'events/decoys/ssm-send-command.json',
      'events/invalid/detail-null.json',
    );

    expect(lines.map(({ result }) => result)).toEqual(['shown', 'not-understood']);
    expect(lines[0]?.bodies.sms).toContain('STARTED');
    expect(lines[1]?.problem).toContain('Not an EventBridge event');
    expect(summary).toMatchObject({ records: 3, shown: 1, noSessionCall: 1, notUnderstood: 1 });
    expect(status).toBe(1);
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

    expect(stdout).toContain(`Sent as ${sns.published[0]?.messageId}`);
    expect(sns.published[0]?.topicArn).toBe(topicArn);
    expect(status).toBe(0);
  });

  test('--function hands the events to a deployed function and says what it answered', async () => {
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

    expect(stdout).toContain('Sent as m-1');
    expect(bodies).toEqual([
      expect.stringMatching(/^\/2015-03-31\/functions\/notify\/invocations .*StartSession/),
    ]);
    expect(status).toBe(0);
  });

  test('without credentials a real topic fails with a reason, not with a trace', async () => {
    const env = { AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' };
    const args = ['--topic-arn', 'arn:aws:sns:eu-west-3:123456789012:sessions', 'events/start-iam-user.json'];
    const { status, stderr } = await runCli('replay', args, { env });

    expect(stderr).toMatch(/credentials/i);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });

  test('--help explains the options and the exit status', async () => {
    const { status, stdout } = await replay('--help');

    expect(stdout).toContain(
      'Exit status: 0 everything was understood, 1 something was not or could not be sent, 2 misused.',
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
    const { status, stdout, stderr } = await replay(...args);

    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /);
  });
});

/** The names of the sample events that are shown, by the lines that head them. */
function shownIn(stdout: string): string[] {
  return [...stdout.matchAll(/^── events\/(\S+)\.json/gm)].map(([, name = '']) => name).sort();
}
