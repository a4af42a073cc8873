import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { build } from 'esbuild';
import { BUNDLING } from '../../infra/bundling.ts';
import { SessionNotifier } from '../../infra/session-notifier.ts';
import { deployedContext } from './synthesise.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));
const builtFile = join(directory, 'built', 'index.js');
let deployedFile: string;

beforeAll(async () => {
  await build({
    ...BUNDLING,
    entryPoints: [join(import.meta.dirname, '..', '..', 'lambda', 'handler.ts')],
    outfile: builtFile,
  });

  const app = new App({
    context: deployedContext,
    outdir: join(directory, 'deployed'),
    builtinCloudFormationValidation: false,
  });
  new SessionNotifier(new Stack(app, 'Test'), 'SessionNotifier');
  const { directory: assembly } = app.synth();
  const asset = readdirSync(assembly).find((name) => name.startsWith('asset.'));
  deployedFile = join(assembly, String(asset), 'index.js');
});

afterAll(() => rmSync(directory, { recursive: true }));

test('a plain esbuild call makes the very file that is deployed', () => {
  expect(readFileSync(builtFile).equals(readFileSync(deployedFile))).toBe(true);
});

test('the deployed file is smaller than 400 kB', () => {
  expect(statSync(deployedFile).size).toBeLessThan(400_000);
});

test('Node.js loads the deployed file outside this repository, and finds the handler', () => {
  const print = `console.log(typeof require(${JSON.stringify(deployedFile)}).handler)`;
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
