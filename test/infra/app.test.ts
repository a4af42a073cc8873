import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startCloudFormation } from '../aws/cloudformation.ts';
import { ACCOUNT, healthyParts, REGION, STACK } from '../aws/deployment-parts.ts';
import { run } from '../support/run.ts';
import { unbundledContext } from '../support/synthesise.ts';

const outdir = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));

afterAll(() => rmSync(outdir, { recursive: true }));

/** Runs the app as the CDK command line does, with what was given to that as `-c`. */
function synthesiseApp(context: Record<string, string>) {
  return spawnSync(process.execPath, ['--import', 'tsx', join('infra', 'app.ts')], {
    cwd: join(import.meta.dirname, '..', '..'),
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...unbundledContext, ...context }),
    },
  });
}

describe('the app, without an account, a Region or credentials', () => {
  const { status, stderr } = synthesiseApp({ email: 'you@example.com', alarms: 'ops@example.com' });

  test('passes the AwsSolutions rules and those of CloudFormation', () => {
    expect(status).toBe(0);
  });

  test('prints what would be deployed, and has nothing to warn of', () => {
    expect(stderr.trimEnd().split('\n')).toEqual([
      'audience everyone, as "SSM alerts"',
      '  notifies: email you@example.com',
      '  of: all sessions',
      'delivery: direct, by 8 instances of each function at most',
      'alarms: 10, which notify ops@example.com',
      'off: deduplicate, workingHours, knownNetworks, timeZone',
      'cost: 1.00 USD a month for 10 alarms, and the rest by use: docs/cost.md',
    ]);
  });
});

test('the app refuses a mistaken configuration with a line for each problem, and no stack trace', () => {
  const { status, stderr } = synthesiseApp({ email: 'you', sms: '555', emial: 'you@example.com' });

  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^command line: "emial" is not an option here: .* Did you mean email\?$/),
    expect.stringMatching(/^command line: email\[0\]: "you" is not an email address/),
    expect.stringMatching(/^command line: sms\[0\]: "555" is not a phone number/),
  ]);
  expect(status).toBe(1);
});

test('where the last deployment is known, the app warns of an audience that is missing', async () => {
  const { outputs } = healthyParts(['night']);
  const cloudFormation = await startCloudFormation({ stacks: [{ name: STACK, outputs }] });

  const { stderr } = await run(process.execPath, ['--import', 'tsx', join('infra', 'app.ts')], {
    env: {
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(unbundledContext),
      CDK_DEFAULT_REGION: REGION,
      CDK_DEFAULT_ACCOUNT: ACCOUNT,
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  }).finally(() => cloudFormation.close());

  expect(stderr).toContain('WARNING The audience "night" of the last deployment is missing: its topic');
}, 90_000);
