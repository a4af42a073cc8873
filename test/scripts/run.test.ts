import { expect, test } from '@jest/globals';
import { run, runCli } from '../support/run.ts';

test.each(['18.20.8', '20.19.9', '8.17.0'])(
  'Node.js %s is reported in one line as too old, before anything else is read',
  async (version) => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' });`;

    const { status, stdout, stderr } = await run(process.execPath, [
      '--eval',
      `${pretend} process.argv[2] = 'cli/none.ts'; require('./scripts/run.cjs')`,
    ]);

    expect(stderr).toBe(`error: This needs Node.js 20.20 or newer, and runs on Node.js ${version}.\n`);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  },
);

test('the engines that package.json asks for are those that the check asks for', async () => {
  const { stdout } = await run(process.execPath, ['--print', 'require("./package.json").engines.node']);

  expect(stdout).toBe('>=20.20\n');
});

test('the first run prints its alerts and no warning', async () => {
  const { stderr, status } = await runCli('replay', []);

  expect(stderr).toBe('');
  expect(status).toBe(0);
});
