import childProcess, { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { build } from 'esbuild';
import { bundling, type FunctionVariant } from '../../infra/bundling.ts';
import { SessionNotifier, type SessionNotifierProps } from '../../infra/session-notifier.ts';
import { startLambda } from '../aws/lambda.ts';
import { ROOT, run } from '../support/run.ts';
import { deployedContext } from '../support/synthesise.ts';

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));

// Above a deployed function there is none either, and one in the folder for temporary files would decide how it loads.
writeFileSync(join(directory, 'package.json'), '{}');

afterAll(() => rmSync(directory, { recursive: true }));

/** What may be configured, and the variant that a plain build has to make for the same. */
const VARIANTS = {
  default: { props: {}, variant: { lookups: true } },
  least: { props: { lookups: false }, variant: { lookups: false } },
  most: {
    props: {
      knownNetworks: ['203.0.113.0/24'],
      delivery: { mode: 'buffered', windowSeconds: 60 },
      deduplicate: true,
    },
    variant: { lookups: true, deduplicate: true },
  },
} as const satisfies Record<string, { props: SessionNotifierProps; variant: FunctionVariant }>;

type Name = keyof typeof VARIANTS;

const NAMES = Object.keys(VARIANTS) as Name[];

interface Deployed {
  /** The files that the deployment makes of its functions. */
  readonly files: readonly string[];
  /** The arguments of the esbuild command that made the function's. */
  readonly command: readonly string[];
}

/** What the deployment makes of its functions, and by which command. */
function deployed(name: Name): Deployed {
  const app = new App({
    context: { ...deployedContext, '@aws-cdk/core:annotationsInValidationReport': false },
    outdir: join(directory, `deployed-${name}`),
    builtinCloudFormationValidation: false,
  });
  const commands = jest.spyOn(childProcess, 'spawnSync');
  new SessionNotifier(new Stack(app, 'Test'), 'SessionNotifier', VARIANTS[name].props);
  const command = commands.mock.calls
    .map(([program, args]) => [program, ...(args ?? [])])
    .find((words) => words.some((word) => /lambda.handler\.ts$/.test(word)));
  commands.mockRestore();
  const { directory: assembly } = app.synth();
  return {
    files: readdirSync(assembly)
      .map((asset) => join(assembly, asset, 'index.js'))
      .filter((file) => existsSync(file)),
    command: command ?? [],
  };
}

const files: Record<Name, string> = { default: '', least: '', most: '' };
const commands: Record<Name, readonly string[]> = { default: [], least: [], most: [] };
let reservation = '';

beforeAll(() => {
  for (const name of NAMES) {
    const { files: all, command } = deployed(name);
    commands[name] = command;
    const holding = (text: string) => all.find((file) => readFileSync(file, 'utf8').includes(text)) ?? '';
    files[name] = holding('TOPIC_ARN');
    reservation ||= holding('PutFunctionConcurrency');
  }
});

describe.each(NAMES)('the variant "%s"', (name) => {
  test('is the very file that a plain esbuild call makes', async () => {
    const outfile = join(directory, name, 'index.js');
    await build({
      ...bundling(VARIANTS[name].variant),
      entryPoints: [join(import.meta.dirname, '..', '..', 'lambda', 'handler.ts')],
      outfile,
    });

    expect(readFileSync(outfile).equals(readFileSync(files[name]))).toBe(true);
  });

  test('Node.js loads the deployed file outside this repository, and finds the handler', () => {
    const output = typeOfHandlerIn(files[name]);

    expect(output).toBe('function\n');
  });

  test('is as good when the shell of Windows takes every quote out of the command', () => {
    const outfile = join(directory, name, 'windows.js');
    const [program = '', ...args] = commands[name].map((word) => word.replaceAll(/["']/g, ''));

    execFileSync(
      program,
      args.map((word) => (word.startsWith('--outfile=') ? `--outfile=${outfile}` : word)),
      { cwd: ROOT, stdio: 'ignore' },
    );

    expect(typeOfHandlerIn(outfile)).toBe('function\n');
    expect(readFileSync(outfile).equals(readFileSync(files[name]))).toBe(true);
  });
});

function typeOfHandlerIn(file: string): string {
  const print = `console.log(typeof require(${JSON.stringify(file)}).handler)`;
  return execFileSync(process.execPath, ['--eval', print], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      AWS_REGION: 'eu-central-1',
      TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

test('what is off is left out of the file: look-ups, and the table of what was sent', () => {
  const [byDefault, least, most] = NAMES.map((name) => readFileSync(files[name], 'utf8'));

  expect(most).toContain('DescribeSessions');
  expect(most).toContain('PutItem');
  expect(byDefault).toContain('DescribeSessions');
  expect(byDefault).not.toContain('PutItem');
  expect(least).not.toMatch(/DescribeSessions|ResourceGroupsTagging|PutItem/);
});

test('every file can read a batch of the buffer, whose events still come after a change to direct delivery', () => {
  for (const name of NAMES) expect(readFileSync(files[name], 'utf8')).toContain('batchItemFailures');
});

test('the deployed file is smaller than 600 kB, and than 520 kB unless everything is on', () => {
  expect(statSync(files.most).size).toBeLessThan(600_000);
  expect(statSync(files.default).size).toBeLessThan(520_000);
});

test('what reserves concurrency leaves the SDK to the runtime, and reserves with it', async () => {
  const lambda = await startLambda({
    functions: [
      {
        FunctionName: 'n',
        State: 'Active',
        LastUpdateStatus: 'Successful',
        LoggingConfig: { LogGroup: 'l' },
      },
    ],
    concurrentExecutions: 1000,
  });
  const event = { RequestType: 'Create', ResourceProperties: { functionName: 'n', concurrency: '8' } };
  const handle = `require(${JSON.stringify(reservation)}).handler(${JSON.stringify(event)}).then(console.log)`;

  const { status } = await run(process.execPath, ['--eval', handle], {
    env: {
      NODE_PATH: join(ROOT, 'node_modules'),
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    },
  });
  await lambda.close();

  expect(status).toBe(0);
  expect(lambda.requests).toEqual([
    { action: 'PutFunctionConcurrency', input: { name: 'n', ReservedConcurrentExecutions: 8 } },
  ]);
  expect(statSync(reservation).size).toBeLessThan(10_000);
});
