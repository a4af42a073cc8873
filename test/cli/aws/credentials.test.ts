import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
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

test('AWS is called through the proxy of the environment', async () => {
  const hosts: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    hosts.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;

  const { stderr } = await runCli('subscriptions', ['list'], {
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  proxy.close();

  expect(hosts).toEqual(['cloudformation.eu-central-1.amazonaws.com:443']);
  expect(stderr).toContain(
    'an answer with the HTTP status 403 did not come from AWS, but perhaps from a proxy.',
  );
});
