import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { build } from 'esbuild';
import { bundling } from '../../infra/bundling.ts';
import { SessionNotifier } from '../../infra/session-notifier.ts';
import { deployedContext } from './synthesise.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));

// Above a deployed function there is none either, and one in the folder for temporary files would decide how it loads.
writeFileSync(join(directory, 'package.json'), '{}');

afterAll(() => rmSync(directory, { recursive: true }));

/** What the deployment makes of the function. */
function deployed(lookups: boolean): string {
  const app = new App({
    context: deployedContext,
    outdir: join(directory, `deployed-${lookups}`),
    builtinCloudFormationValidation: false,
  });
  new SessionNotifier(new Stack(app, 'Test'), 'SessionNotifier', lookups ? {} : { lookups });
  const { directory: assembly } = app.synth();
  const asset = readdirSync(assembly).find((name) => name.startsWith('asset.'));
  return join(assembly, String(asset), 'index.js');
}

const files = { on: '', off: '' };

beforeAll(() => {
  files.on = deployed(true);
  files.off = deployed(false);
});

describe.each(['on', 'off'] as const)('with look-ups %s', (lookups) => {
  test('a plain esbuild call makes the very file that is deployed', async () => {
    const outfile = join(directory, lookups, 'index.js');
    await build({
      ...bundling({ lookups: lookups === 'on' }),
      entryPoints: [join(import.meta.dirname, '..', '..', 'lambda', 'handler.ts')],
      outfile,
    });

    expect(readFileSync(outfile).equals(readFileSync(files[lookups]))).toBe(true);
  });

  test('Node.js loads the deployed file outside this repository, and finds the handler', () => {
    const print = `console.log(typeof require(${JSON.stringify(files[lookups])}).handler)`;
    const output = execFileSync(process.execPath, ['--eval', print], {
      cwd: directory,
      encoding: 'utf8',
      env: {
        AWS_REGION: 'eu-central-1',
        TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic',
        TOPIC_DISPLAY_NAME: 'SSM alerts',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });

    expect(output).toBe('function\n');
  });
});

test('without look-ups their clients are left out of the file', () => {
  expect(readFileSync(files.on, 'utf8')).toContain('DescribeSessions');
  expect(readFileSync(files.off, 'utf8')).not.toMatch(/DescribeSessions|ResourceGroupsTagging/);
});

test('the deployed file is smaller than 600 kB, and than 500 kB without look-ups', () => {
  expect(statSync(files.on).size).toBeLessThan(600_000);
  expect(statSync(files.off).size).toBeLessThan(500_000);
});
