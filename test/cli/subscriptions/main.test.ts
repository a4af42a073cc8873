import { describe, expect, test } from '@jest/globals';
import { main } from '../../../cli/subscriptions/main.ts';
import { flat, runInProcess } from '../../support/in-process.ts';
import { runCli } from '../../support/run.ts';
import { inAccount, stackWith, subscription, TOPIC } from './account.ts';

describe('what goes wrong is said in plain words', () => {
  type Row = readonly [claim: string, status: number, env: Record<string, string>, problem: string];

  test.each<Row>([
    [
      'no credentials',
      2,
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true', HOME: '/none' },
      'No AWS credentials: Could not load credentials from any providers. Sign in, for example with "aws sso login", or choose a profile with --profile or the variable AWS_PROFILE.',
    ],
    ['no region', 2, { AWS_REGION: '', HOME: '/none' }, 'No AWS region is set. Choose one with --region'],
    [
      'what is no region',
      2,
      { AWS_REGION: 'eu central' },
      '"eu central" is not a region, such as eu-central-1.',
    ],
  ])('%s', (_claim, expectedStatus, env, problem) =>
    inAccount({}, async ({ run }) => {
      const { status, stdout, stderr } = await run('list', env);

      expect(flat(stderr)).toContain(`error: ${problem}`);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(stdout).toBe('');
      expect(status).toBe(expectedStatus);
    }),
  );

  // In a process of its own, because Jest's errors are not those that the SDK looks for.
  test('a service that cannot be reached is a failure, and said without a trace', async () => {
    const { status, stdout, stderr } = await runCli('subscriptions', ['list'], {
      env: {
        AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:1',
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    });

    expect(stderr).toBe(
      'error: Cannot reach AWS in eu-central-1: connect ECONNREFUSED 127.0.0.1:1. Is that a region, and is this machine online?\n',
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('a permission that SNS misses is named', () =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) =>
        action === 'Subscribe' ? { status: 403, code: 'AuthorizationError', message: 'No.' } : undefined,
      );
      const { stderr } = await run('add email security@example.com');

      expect(stderr).toBe('error: These AWS credentials lack the permission sns:Subscribe. AWS says: No.\n');
    }));

  test.each([
    ['Subscribe', 'add email security@example.com', 'SNS did not say what became of the subscription'],
    ['ListSubscriptionsByTopic', 'list', 'SNS did not say who is subscribed.'],
  ])('an answer that says nothing is not taken for a success: %s', (silent, args, problem) =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) => (action === silent ? { kind: 'empty' } : undefined));
      const { status, stdout, stderr } = await run(args);

      expect(stdout).toBe('');
      expect(status).toBe(1);
      expect(flat(stderr)).toContain(problem);
    }),
  );

  test('a stack that is not there: where was looked, and how to look elsewhere', () =>
    inAccount({ deployed: {} }, async ({ run }) => {
      const here = await run('list');
      const elsewhere = await run('list --region eu-west-3 --stack Other');

      expect(flat(here.stderr)).toContain(
        'error: There is no stack SsmSessionNotifier in eu-central-1. If it is deployed elsewhere, choose that with --region, --profile or --stack; otherwise deploy it with "npx cdk deploy".',
      );
      expect(elsewhere.stderr).toContain('There is no stack Other in eu-west-3.');
    }));

  test.each([
    ['of another kind', { outputs: { TopicArn: TOPIC } }],
    ['whose topic is none', { outputs: { Audiences: '[{"name": "x", "topicArn": "$(reboot)"}]' } }],
  ])('a stack %s', (_claim, stack) =>
    inAccount({ deployed: { stacks: [{ name: 'SsmSessionNotifier', ...stack }] } }, async ({ run }) => {
      const { status, stderr } = await run('list');

      expect(flat(stderr)).toContain('in eu-central-1 (CREATE_COMPLETE) has no usable output "Audiences"');
      expect(status).toBe(1);
    }),
  );
});

/** Controls, and marks that change the direction of writing. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}]/u;

describe('hostile names of what is deployed', () => {
  const HOSTILE = 'evil\u001b[2J\u202e＇;touch ／tmp／x;＇';

  test('cannot control the terminal through a message', () =>
    inAccount({ deployed: stackWith([{ name: HOSTILE, topicArn: TOPIC }]) }, async ({ run }) => {
      const { stderr } = await run('list --audience day');

      expect(stderr).toMatch(/^error: There is no audience "day"\. There is: evil\ufffd\[2J/);
      expect(stderr).not.toMatch(UNPRINTABLE);
    }));

  test('cannot control the terminal through JSON', () =>
    inAccount(
      { deployed: stackWith([{ name: HOSTILE, topicArn: TOPIC }]), subscriptions: [subscription(HOSTILE)] },
      async ({ run }) => {
        const { stdout } = await run('list --json');

        const [audience] = JSON.parse(stdout);
        expect(audience.audience).not.toMatch(UNPRINTABLE);
        expect(audience.subscriptions[0].endpoint).not.toMatch(UNPRINTABLE);
      },
    ));
});

describe('the command line', () => {
  test('the region may come from AWS_DEFAULT_REGION, as for the AWS CLI', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('list', { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-central-1' });

      expect(stdout).toContain('Audience everyone in eu-central-1');
    }));

  test('--help explains the commands, with examples and the exit status', async () => {
    const { status, stdout } = await runInProcess(main, ['--help']);

    expect(stdout).toContain('npm run subscriptions -- add email security@example.com');
    expect(stdout).toContain('Exit status: 0 done, 1 failed, 2 misused.');
    expect(status).toBe(0);
  });

  test('add --help shows the common options too', async () => {
    const { stdout } = await runInProcess(main, ['add', '--help']);

    expect(stdout).toMatch(/--role-arn.*--region/s);
  });

  test.each([[[]], [['add', 'email']]])('%j is misuse', async (args) => {
    const { status, stdout, stderr } = await runInProcess(main, args);

    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^(error|Usage): /);
  });
});
