import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Deployment, type ServiceName, startDeployment } from '../../aws/deployment.ts';
import { flat } from '../../support/in-process.ts';
import { type Run, runCli } from '../../support/run.ts';
import {
  doctor,
  EVERYONE,
  each,
  faultsIn,
  KEY_ARN,
  KEY_ID,
  logEntry,
  topicOf,
  withTopic,
} from './examination.ts';

describe('a healthy deployment', () => {
  let healthy: Run & { readonly deployment: Deployment };

  beforeAll(async () => {
    healthy = await doctor();
  });

  test('is said to be well, in one line for each part', () => {
    expect(healthy.stdout).toBe(`SsmSessionNotifier in eu-central-1, account 111122223333

✓ trail          The trail management-events logs management write events.
✓ rule           The rule is enabled, and sends events to the function.
✓ function       The function is ready.
✓ errors         The function logged no error within 24 hours.
✓ concurrency    Lambda runs up to 992 functions at a time.
✓ rate           Whatever arrives, fewer than ten messages in a second are sent.
✓ kms            The topic is encrypted with the KMS key alias/aws/sns.
✓ subscriptions  Every subscription is confirmed: 1 email, 1 sms, 1 sqs.
✓ sqs            The subscribed queues take what the topic sends.
✓ sms            The account is not in the SMS sandbox.
✓ sms            Text messages have cost 0.42 of the 20 USD a month.
✓ queues         The queues for what failed are empty.
✓ alarms         All 3 alarms are quiet, and would reach somebody.

All is well.
`);
    expect(healthy.stderr).toBe('');
    expect(healthy.status).toBe(0);
  });

  test('is only looked at', () => {
    const actions = Object.values(healthy.deployment.services).flatMap(({ requests }) =>
      requests.map(({ action }) => action),
    );

    expect(actions.length).toBeGreaterThan(15);
    for (const action of actions) expect(action).toMatch(/^(Describe|Get|List|Filter|CheckIf)/);
  });

  test('may have peculiarities that are worth knowing and no fault', async () => {
    const { status, stdout } = await doctor({
      audiences: ['everyone', 'night'],
      buffered: ['night'],
      but: ({ trails, functions, sns, keys, logs }) => ({
        functions: functions.map(({ ReservedConcurrentExecutions: _, ...one }) => one),
        trails: trails.map((trail) => ({
          ...trail,
          TrailARN: trail.TrailARN.replace('111122223333', '444455556666'),
          IsOrganizationTrail: true,
        })),
        concurrentExecutions: 10,
        logs: {
          ...logs,
          'SsmSessionNotifier-everyone-FunctionLog': [
            logEntry(60, { level: 'ERROR', errorType: 'PublishError', errorMessage: 'No such topic.' }),
            logEntry(30, { type: 'platform.report', record: { status: 'success' } }),
          ],
        },
        keys: [...keys, { KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'Enabled' }],
        sns: {
          ...sns,
          topicAttributes: {
            ...sns.topicAttributes,
            [topicOf('everyone')]: { KmsMasterKeyId: KEY_ARN },
          },
          smsSandbox: true,
          sandboxNumbers: { '+15555550100': 'Verified' },
          smsAttributes: {},
        },
      }),
    });

    expect(faultsIn(stdout)).toEqual([]);
    expect(status).toBe(0);
    for (const words of [
      '✓ rule night: The rule is enabled, and sends events to the function.',
      '✓ rate everyone: Ten instances of the function may run at once: no more than ten messages in a second are sent.',
      '✓ rate night: Whatever arrives, fewer than ten messages in a second are sent.',
      '✓ errors night: The function logged no error within 24 hours.',
      'The organization trail management-events covers this account. Only its owner, account 444455556666, can see what it logs, so that is taken on trust.',
      'Lambda runs only 10 functions at a time, all those of the account taken together. While others take up every place, alerts wait, for 6 hours at most. → If other functions run here too, ask for more, which is free, and run this again once you have it:',
      'PublishError: No such topic. It has worked since.',
      `The topic is encrypted with the KMS key ${KEY_ID}.`,
      'The account is in the SMS sandbox, and every number is verified.',
      'The account sets no limit, so that of AWS holds: 1 USD a month, unless it was raised.',
      '✓ sms Text messages are sent as promotional ones, for which SNS prefers a low price to a sure delivery. → To prefer a sure delivery, for all text messages of the account: aws sns set-sms-attributes --attributes DefaultSMSType=Transactional --region eu-central-1',
    ]) {
      expect(flat(stdout)).toContain(words);
    }
  });
});

describe('where AWS gives no answer', () => {
  test('the part is not checked, and the missing permission or the reason is named', async () => {
    const denied: readonly [ServiceName, string][] = [
      ['CLOUDTRAIL', 'DescribeTrails'],
      ['EVENTBRIDGE', 'ListTargetsByRule'],
      ['LAMBDA', 'GetAccountSettings'],
      ['CLOUDWATCH_LOGS', 'FilterLogEvents'],
      ['KMS', 'DescribeKey'],
      ['CLOUDWATCH', 'DescribeAlarms'],
    ];
    const lacking = ([check, permission]: readonly string[]) =>
      `? ${check} Not checked: these AWS credentials lack the permission ${permission}. → Allow ${permission} to whoever runs this, and run it again.`;

    const failedQueue = (check: string) =>
      `? ${check} Not checked. sqs:GetQueueAttributes failed in eu-central-1: Odd: A bad day. → Run it again. If this stays, look the same up in the AWS console.`;

    const { status, stdout } = await doctor({
      but: ({ sns }) => withTopic(sns, topicOf('everyone'), { KmsMasterKeyId: KEY_ARN }),
      prepare: ({ services }) => {
        for (const [service, action] of denied) {
          services[service].failWhen((request) =>
            request.action === action
              ? { status: 400, code: 'AccessDeniedException', message: 'not authorized' }
              : undefined,
          );
        }
        services.SQS.failAlways({ status: 400, code: 'Odd', message: 'A bad day.' });
        services.SNS.failWhen(({ action }) =>
          action === 'GetSMSAttributes' ? { status: 403, code: 'AuthorizationError' } : undefined,
        );
      },
    });

    expect(faultsIn(stdout)).toEqual([
      ...[
        ['trail', 'cloudtrail:DescribeTrails'],
        ['rule', 'events:ListTargetsByRule'],
        ['errors', 'logs:FilterLogEvents'],
        ['concurrency', 'lambda:GetAccountSettings'],
        ['rate', 'lambda:GetAccountSettings'],
        ['kms', 'kms:DescribeKey'],
      ].map(lacking),
      failedQueue('sqs'),
      lacking(['sms', 'sns:GetSMSAttributes']),
      failedQueue('queues'),
      lacking(['alarms', 'cloudwatch:DescribeAlarms']),
    ]);
    expect(stdout).toContain('\n\n10 parts could not be checked.\n');
    expect(status).toBe(1);
  });

  test('no credentials are misuse, and said without a trace', async () => {
    const { status, stdout, stderr } = await doctor({
      env: {
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: mkdtempSync(join(tmpdir(), 'doctor-')),
      },
    });

    expect(flat(stderr)).toMatch(/^error: No AWS credentials: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('a missing stack is named, and where it was looked for', async () => {
    const { status, stdout, stderr } = await doctor({ args: ['--stack', 'Other', '--region', 'eu-west-1'] });

    expect(flat(stderr)).toMatch(/^error: There is no stack Other in eu-west-1\. /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('--json', () => {
  test('stays JSON where the command cannot begin', async () => {
    const { status, stdout, stderr } = await doctor({
      args: ['--json'],
      env: { AWS_REGION: '', HOME: mkdtempSync(join(tmpdir(), 'doctor-')) },
    });

    expect(JSON.parse(stdout).error).toMatch(/^No AWS region is set\. /);
    expect(stderr).toMatch(/^error: No AWS region is set\. /);
    expect(status).toBe(2);
  });

  test('stays JSON where the command line is mistaken', async () => {
    const { status, stdout } = await doctor({ args: ['--json', '--nonsense\u001b[2J'] });

    expect(JSON.parse(stdout)).toEqual({ error: "unknown option '--nonsense\ufffd[2J'" });
    expect(status).toBe(2);
  });

  test('prints every finding, for machines', async () => {
    const { status, stdout } = await doctor({
      args: ['--json'],
      but: ({ rules }) => ({ rules: each(rules, { State: 'DISABLED', Targets: [] }) }),
    });

    const { findings, ...summary } = JSON.parse(stdout);
    expect(summary).toEqual({
      stack: 'SsmSessionNotifier',
      region: 'eu-central-1',
      account: '111122223333',
      well: false,
    });
    expect(findings.map(({ check }: { check: string }) => check)).toEqual([
      ...['trail', 'rule', 'rule', 'function', 'errors', 'concurrency', 'rate', 'kms'],
      ...['subscriptions', 'sqs', 'sms', 'sms', 'queues', 'alarms'],
    ]);
    expect(findings[2].says).toBe('The rule does not send events to the function.');
    expect(findings).toContainEqual({
      check: 'rule',
      state: 'wrong',
      audience: 'everyone',
      says: 'The rule is disabled, so no session reaches the function.',
      remedy: 'Enable it:',
      command: `aws events enable-rule --name ${EVERYONE}-SessionCalls --region eu-central-1`,
    });
    expect(status).toBe(1);
  });
});

describe('the command line', () => {
  test('--help explains the options and the exit status', async () => {
    const { status, stdout } = await doctor({ args: ['--help'] });

    expect(stdout).toContain(
      'Exit status: 0 all is well, 1 something is wrong or could not be checked, 2 misused.',
    );
    expect(status).toBe(0);
  });

  test('--config names the file that says who should be subscribed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const subscribers = { email: ['everyone@example.com', 'night@example.com'] };
    writeFileSync(
      join(folder, 'config.mjs'),
      `export default ${JSON.stringify({ audiences: [{ name: 'everyone', subscribers }] })};`,
    );
    const deployment = await startDeployment();

    const { stdout } = await runCli('doctor', ['--config', 'config.mjs'], {
      env: { ...deployment.environment, INIT_CWD: folder },
    });
    await deployment.close();

    expect(faultsIn(stdout)).toEqual([
      expect.stringMatching(
        /^✗ subscriptions The email subscription of night@example\.com is configured, and does not exist\./,
      ),
    ]);
  });

  test('a process of its own ends with the status of misuse for an unknown option', async () => {
    const { status, stdout, stderr } = await runCli('doctor', ['--nonsense']);

    expect(stderr).toBe("error: unknown option '--nonsense'\n");
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('an unknown audience is misuse, and the names of the audiences are shown', async () => {
    const { status, stderr } = await doctor({ args: ['--audience', 'day'] });

    expect(flat(stderr)).toBe('error: There is no audience "day". There is: everyone. ');
    expect(status).toBe(2);
  });
});
