import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { main } from '../../../cli/subscriptions/main.ts';
import { runInProcess } from '../../support/in-process.ts';
import { runCli } from '../../support/run.ts';

const PROFILES = `[profile base]
aws_access_key_id = local
aws_secret_access_key = local
[profile ops]
region = eu-central-1
role_arn = arn:aws:iam::111122223333:role/ops
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/alice
`;

/** A configuration of the AWS CLI, and no credentials file. */
function configured(config: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  writeFileSync(join(folder, 'config'), config);
  return {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  };
}

test.each([
  ['on the command line', ['--profile', 'nope'], {}],
  ['in the environment', [], { AWS_PROFILE: 'nope' }],
])('an unknown profile %s is misuse, and the known ones are named', async (_where, args, variables) => {
  const env = configured(PROFILES);

  const { status, stdout, stderr } = await runInProcess(main, ['list', ...args], { ...env, ...variables });

  expect(stderr).toBe(
    `error: There is no profile "nope" in ${env.AWS_CONFIG_FILE} or ${env.AWS_SHARED_CREDENTIALS_FILE}. There is: base, ops. Choose one with --profile or the variable AWS_PROFILE, or make this one with "aws configure sso" or "aws configure".\n`,
  );
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('where there are no profiles at all, an unknown one is misuse as well', async () => {
  const { status, stderr } = await runInProcess(main, ['list', '--profile', 'nope'], configured(''));

  expect(stderr).toContain('Neither file has any.');
  expect(status).toBe(2);
});

test('a profile that needs an MFA code says so where there is no terminal to ask for it on', async () => {
  const { status, stderr } = await runCli('subscriptions', ['list', '--profile', 'ops'], {
    env: configured(PROFILES),
  });

  expect(stderr).toMatch(
    /^error: The profile needs a code from the MFA device arn:aws:iam::111122223333:mfa\/alice, and there is no terminal/,
  );
  expect(status).toBe(2);
});

describe('through the proxy of the environment', () => {
  const hosts: string[] = [];
  const proxy = createServer();
  let env: Record<string, string>;

  beforeAll(async () => {
    proxy.on('connect', ({ url = '' }, socket) => {
      hosts.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    env = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
  });

  beforeEach(() => {
    hosts.length = 0;
  });

  afterAll(() => {
    proxy.close();
  });

  test('AWS is called, and a refusal is said to be of the proxy', async () => {
    const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

    const { stderr } = await runCli('subscriptions', ['list', '--region', 'eu-central-1'], {
      env: { ...env, ...keys },
    });

    expect(hosts).toEqual(['cloudformation.eu-central-1.amazonaws.com:443']);
    expect(stderr).toContain(
      'an answer with the HTTP status 403 did not come from AWS, but perhaps from a proxy.',
    );
  });

  test('the credentials of a role are asked for in the region of the command', async () => {
    const profiles = PROFILES.replace(/mfa_serial.*\n/, '');

    await runCli('subscriptions', ['list', '--profile', 'ops'], { env: { ...env, ...configured(profiles) } });

    expect(hosts).toEqual(['sts.eu-central-1.amazonaws.com:443']);
  });

  test('those of IAM Identity Center are asked for in its own region', async () => {
    const signedIn = configured(`[profile people]
region = eu-central-1
sso_session = company
sso_account_id = 111122223333
sso_role_name = Operations
[sso-session company]
sso_region = eu-west-1
sso_start_url = https://company.awsapps.com/start
`);
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    const cache = join(home, '.aws/sso/cache');
    mkdirSync(cache, { recursive: true });
    writeFileSync(
      join(cache, `${createHash('sha1').update('company').digest('hex')}.json`),
      JSON.stringify({ accessToken: 'token', expiresAt: '2099-01-01T00:00:00Z' }),
    );

    await runCli('subscriptions', ['list', '--profile', 'people'], {
      env: { ...env, ...signedIn, HOME: home },
    });

    expect(hosts).toEqual(['portal.sso.eu-west-1.amazonaws.com:443']);
  });
});
