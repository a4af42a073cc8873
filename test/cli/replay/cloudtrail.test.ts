import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { StandIn } from '../../../stand-in/server.ts';
import { startSns } from '../../../stand-in/sns/sns.ts';
import { type StandInRecord, startCloudTrail } from '../../aws/cloudtrail.ts';
import { variant } from '../../support/fixtures.ts';
import { replay } from '../../support/replay.ts';
import { ROOT, runCli } from '../../support/run.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const TOPIC = 'arn:aws:sns:eu-west-3:123456789012:sessions';
const MINUTE_MS = 60_000;

function record(eventID: string, minutesAgo: number, name = 'start-iam-user', fields = {}): StandInRecord {
  const eventTime = new Date(Date.now() - minutesAgo * MINUTE_MS).toISOString();
  return variant(name, { eventID, eventTime, ...fields }).detail as StandInRecord;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(history: readonly StandInRecord[], pageSize?: number) {
  const cloudTrail = await startCloudTrail({
    account: '123456789012',
    trails: [],
    history,
    ...(pageSize && { pageSize }),
  });
  closing.push(cloudTrail.close);
  return { cloudTrail, env: { ...CREDENTIALS, AWS_ENDPOINT_URL_CLOUDTRAIL: cloudTrail.endpoint } };
}

const lookUps = ({ requests }: StandIn) => requests.filter(({ action }) => action === 'LookupEvents');
const idsIn = (stdout: string) => stdout.match(/(?<=Session )id-\d/g);
const lastLine = (stdout: string) => stdout.trimEnd().split('\n').at(-1);

describe('--cloudtrail', () => {
  test('reads every page of every session call, and shows them oldest first without sending', async () => {
    const { cloudTrail, env } = await start(
      [
        record('id-1', 10),
        record('id-2', 50),
        record('id-3', 30),
        record('id-4', 20, 'terminate-someone-elses-session'),
        record('id-5', 25, 'start-iam-user', { eventSource: 'athena.amazonaws.com' }),
        record('id-6', 180),
      ],
      2,
    );
    const args = ['--cloudtrail', '--since', '2h', '--region', 'eu-west-3', '--protocol', 'sms'];
    const { status, stdout, stderr } = await runCli('replay', args, { env });

    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(idsIn(stdout)).toEqual(['id-2', 'id-3', 'id-4', 'id-1']);
    expect(lastLine(stdout)).toBe('4 records: 4 shown, 0 no session call, 0 not understood.');
    expect(lookUps(cloudTrail).map(({ input }) => input.NextToken)).toEqual([
      undefined,
      'from-2',
      undefined,
      undefined,
    ]);
  });

  test('sends what was found before --until, and each event once', async () => {
    const { env } = await start([record('id-1', 90), record('id-1', 90), record('id-2', 30)]);
    const sns = await startSns({ topics: [TOPIC] });
    closing.push(sns.close);
    const args = ['--cloudtrail', '--since', '2h', '--until', '1h', '--region', 'eu-west-3'];
    const { status, stdout } = await runCli('replay', [...args, '--topic-arn', TOPIC], {
      env: { ...env, AWS_ENDPOINT_URL_SNS: sns.endpoint },
    });

    expect(sns.published).toHaveLength(1);
    expect(lastLine(stdout)).toBe('2 records: 1 sent, 1 seen before, 0 no session call, 0 not understood.');
    expect(status).toBe(0);
  });

  test('goes on when CloudTrail throttles it', async () => {
    const { cloudTrail, env } = await start([record('id-1', 10)]);
    cloudTrail.failNext({ status: 400, code: 'ThrottlingException', message: 'Rate exceeded' }, 4);
    const args = ['--cloudtrail', '--since', '2h', '--region', 'eu-west-3'];
    const { status, stdout } = await runCli('replay', args, { env });

    expect(status).toBe(0);
    expect(lastLine(stdout)).toBe('1 record: 1 shown, 0 no session call, 0 not understood.');
  });

  test('ends at once when it is interrupted while CloudTrail throttles it, and says how far it came', async () => {
    const { cloudTrail, env } = await start([record('id-1', 10), record('id-2', 20)], 1);
    const throttled = { status: 400, code: 'ThrottlingException', message: 'Rate exceeded' };
    cloudTrail.failWhen(({ attempt }) => (attempt > 1 ? throttled : undefined));
    const child = spawn(
      process.execPath,
      ['scripts/run.cjs', 'cli/replay.ts', '--cloudtrail', '--since', '2h', '--region', 'eu-west-3'],
      { cwd: ROOT, env: { PATH: process.env.PATH, ...env } },
    );
    while (cloudTrail.attempts < 4) await wait(20);
    child.kill('SIGINT');
    const [stderr, status] = await Promise.all([
      text(child.stderr),
      new Promise((resolve) => child.on('close', resolve)),
    ]);

    expect(stderr).toBe('error: Interrupted. So far 1 event was found, and none was sent.\n');
    expect(status).toBe(1);
    expect(cloudTrail.attempts).toBeLessThan(10);
  });

  test('ends with the counts also as JSON', async () => {
    const { env } = await start([record('id-1', 10), record('id-1', 10)]);
    const args = ['--cloudtrail', '--since', '2h', '--region', 'eu-west-3', '--json'];
    const { stdout } = await runCli('replay', args, { env });

    expect(JSON.parse(String(lastLine(stdout)))).toMatchObject({
      summary: { records: 2, shown: 1, repeated: 1, failed: 0, complete: true },
    });
  });

  test('names the permission that is missing', async () => {
    const { cloudTrail, env } = await start([]);
    cloudTrail.failAlways({ status: 400, code: 'AccessDeniedException', message: 'No.' });
    const args = ['--cloudtrail', '--since', '2h', '--region', 'eu-west-3'];
    const { status, stdout, stderr } = await runCli('replay', args, { env });

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'error: These AWS credentials lack the permission cloudtrail:LookupEvents. AWS says: No.\n',
    );
  });

  test.each([
    [['--cloudtrail']],
    [['--since', '2h']],
    [['--cloudtrail', '--since', '2 hours']],
    [['--cloudtrail', '--since', '1h', '--until', '2h']],
    [['--cloudtrail', '--since', '91d']],
    [['--cloudtrail', '--since', '2h', 'events']],
    [['--region', 'eu-west-3']],
  ])('%j is misuse', async (args) => {
    const { status, stdout, stderr } = await replay(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /);
  });
});
