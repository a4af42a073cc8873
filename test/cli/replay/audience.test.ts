import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixtureNames } from '../../support/fixtures.ts';
import { runCli } from '../../support/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-audience-'));
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const config = file(
  'two.config.ts',
  `export default {
    accountNames: { '123456789012': 'prod' },
    audiences: [
      { name: 'security' },
      {
        name: 'database',
        displayName: 'DB',
        filter: {
          outcomes: ['succeeded'],
          documents: ['AWS-StartPortForwardingSession*'],
          minimumSeverity: 'notice',
          ignoreActors: [{ actor: 'iris@*', because: 'she runs the backups' }],
        },
      },
      { name: 'urgent', filter: { minimumSeverity: 'high' } },
    ],
  };`,
);
const replay = (...args: string[]) => runCli('replay', ['--config', config, ...args]);

describe('--audience shows of the sample events', () => {
  const database = replay('--audience', 'database');

  test('which the audience would receive, one a line', async () => {
    const { status, stdout, stderr } = await database;

    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^events\/start-port-forwarding-remote-host\.json: received, \[STARTED\] .*jonas.* -> i-009e18d92df419120/m,
    );
  });

  test('which the rule holds back, and by which settings of the filter', async () => {
    const { stdout } = await database;

    expect(stdout).toContain('events/start-iam-user.json: held back by the rule (documents)\n');
    expect(stdout).toContain('events/resume-denied.json: held back by the rule (outcomes, documents)\n');
  });

  test('which the function withholds, and why', async () => {
    const { stdout } = await database;

    expect(stdout).toContain(
      'events/start-port-forwarding.json: withheld by the function (ignoreActors: iris@*: she runs the backups)\n',
    );
    expect((await replay('--audience', 'urgent', 'events/start-iam-user.json')).stdout).toContain(
      'events/start-iam-user.json: withheld by the function (minimumSeverity: info is below high)\n',
    );
  });

  test('each session call by its file', async () => {
    const { stdout } = await database;

    const named = [...stdout.matchAll(/^events\/(\S+)\.json: /gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(fixtureNames('.'));
  });

  test('and at the end how many of each, with the other calls as a number', async () => {
    const { stdout } = await database;

    const lines = stdout.trimEnd().split('\n');
    const count = (part: string) => lines.filter((line) => line.includes(`.json: ${part}`)).length;
    const others = fixtureNames('decoys').length - count('a session call that');
    expect(lines.at(-1)).toBe(
      `database: ${fixtureNames('.').length + fixtureNames('decoys').length} records: ${count('received')} received, ${count('held back')} held back by the rule, ${count('withheld')} withheld by the function, ${others} no session call, ${count('a session call that')} session calls that the rule would not pass, 0 not understood.`,
    );
  });
});

test('an audience without a filter receives every sample event', async () => {
  const { stdout } = await replay('--audience', 'security');

  const received = [...stdout.matchAll(/^events\/(\S+)\.json: received/gm)].map(([, name]) => name);
  expect(received.sort()).toEqual(fixtureNames('.'));
});

test('what an audience receives is written with its own settings', async () => {
  const { stdout } = await replay(
    '--audience',
    'database',
    '--protocol',
    'sms',
    'events/start-port-forwarding-remote-host.json',
  );

  expect(stdout).toMatch(/^DB> STARTED .*jonas .*prod/m);
});

test('--json tells machines the same', async () => {
  const { stdout } = await replay(
    '--audience',
    'database',
    '--json',
    'events/start-iam-user.json',
    'events/start-port-forwarding.json',
  );

  const [heldBack, withheld] = stdout.split('\n').map((line) => JSON.parse(line || '{}'));
  expect(heldBack).toEqual({
    where: 'events/start-iam-user.json',
    result: 'held-back',
    by: ['documents'],
  });
  expect(withheld).toEqual({
    where: 'events/start-port-forwarding.json',
    result: 'withheld',
    by: 'ignoreActors',
    reason: 'iris@*: she runs the backups',
  });
});

test('--ignore-rule asks the function alone', async () => {
  const { stdout } = await replay(
    '--audience',
    'urgent',
    '--ignore-rule',
    'events/decoys/ssm-send-command.json',
  );

  expect(stdout).toContain('withheld by the function (minimumSeverity: notice is below high)');
});

test("without --config it reads the project's own configuration", async () => {
  const { status, stdout } = await runCli('replay', ['--audience', 'everyone', 'events/start-iam-user.json']);

  expect(stdout).toContain('events/start-iam-user.json: received, [STARTED] freja');
  expect(status).toBe(0);
});

describe('it says what is wrong, in one line and without a trace', () => {
  const broken = file('broken.config.ts', 'export default { audiences: [');
  const mistaken = file(
    'mistaken.config.ts',
    "export default { audiences: [{ name: 'x', filter: { actors: [] } }] };",
  );

  test.each<[string, string[], number, string | RegExp]>([
    [
      'an audience that there is not',
      ['--config', config, '--audience', 'databse'],
      2,
      `error: There is no audience "databse" in ${config}. There is: security, database, urgent.\n`,
    ],
    [
      'a file that there is not',
      ['--config', 'nowhere.ts', '--audience', 'database'],
      2,
      'error: There is no file nowhere.ts.\n',
    ],
    ['a file that is no program', ['--config', broken, '--audience', 'x'], 1, /^error: .*cannot be read: /],
    [
      'a mistake in the file',
      ['--config', mistaken, '--audience', 'x'],
      1,
      `error: ${mistaken}: audiences[0].filter.actors: [] selects nothing: leave it out to select everything\n`,
    ],
    ['a file without an audience', ['--config', config], 2, /^error: --config goes with --audience/],
  ])('%s', async (_, args, expected, message) => {
    const { status, stdout, stderr } = await runCli('replay', args);

    expect(status).toBe(expected);
    expect(stdout).toBe('');
    expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
