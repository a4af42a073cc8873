import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type ReadOptions, readConfig } from '../../../infra/config/config.ts';
import { ConfigError } from '../../../infra/config/config-error.ts';
import { destinationOf } from '../../../infra/config/destination.ts';
import { loadConfig } from '../../../infra/config/load-config.ts';
import { synthesiseStack } from '../../support/synthesise.ts';

interface Given {
  readonly commandLine?: Readonly<Record<string, unknown>>;
  readonly options?: ReadOptions;
}

/** The problems that a configuration is refused for. */
function problemsOf(file: unknown, { commandLine = {}, options }: Given = {}): readonly string[] {
  try {
    readConfig(file, (key) => commandLine[key], 'notifier.config.ts', options);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const subscribers = (all: object) => ({ audiences: [{ name: 'security', subscribers: all }] });
const filter = (settings: object) => ({ audiences: [{ name: 'security', filter: settings }] });

describe('a mistake is answered by one line that says what to write', () => {
  test.each<[string, unknown, string]>([
    [
      'no address for the alarms',
      { alarms: { email: [] } },
      'alarms.email: [] names nobody: leave it out, or name an address',
    ],
    [
      'an account without quotes',
      filter({ accounts: [123456789012] }),
      'audiences[0].filter.accounts[0]: 123456789012 is not the id of an account: 12 digits, as text, in quotes, because a zero at its start counts',
    ],
    [
      'an account that has lost its zero',
      { accountNames: { 12345678901: 'prod' } },
      'accountNames.12345678901: "12345678901" is not the id of an account: 12 digits, as text',
    ],
    [
      'a phone number without quotes',
      subscribers({ sms: [15555550100] }),
      'audiences[0].subscribers.sms[0]: 15555550100 is not text: put it in quotes',
    ],
    [
      'an ignored actor without a reason',
      filter({ ignoreActors: ['robot'] }),
      "audiences[0].filter.ignoreActors[0]: \"robot\" is not a group of settings, such as { actor: 'deploy-*', because: 'it deploys, day and night' }",
    ],
    [
      'an endpoint in the clear',
      subscribers({ http: ['http://example.com'] }),
      'audiences[0].subscribers.http: ["http://example.com"] is not a setting here: email, sms, https, sqs, lambda. Did you mean https?',
    ],
    [
      'an address twice',
      subscribers({ email: ['you@example.com', 'ops@example.com', 'You@example.com'] }),
      'audiences[0].subscribers.email[2]: "You@example.com" is listed twice, here and at [0]: leave one out',
    ],
    [
      'an address twice, for the alarms',
      { alarms: { email: ['ops@example.com', 'ops@example.com'] } },
      'alarms.email[1]: "ops@example.com" is listed twice, here and at [0]: leave one out',
    ],
    [
      'a misspelt setting',
      { knownNetwork: [] },
      'knownNetwork: [] is not a setting here: accountNames, lookups, workingHours, timeZone, knownNetworks, delivery, deduplicate, kmsKeyArn, eventPatternSizeQuota, alarms, logRetentionDays, audiences. Did you mean knownNetworks?',
    ],
    ['no default export', undefined, 'default export: is missing'],
    [
      'a time zone that there is not',
      { timeZone: 'Berlin' },
      'timeZone: "Berlin" is not the name of a time zone, such as Europe/Berlin',
    ],
    [
      'working hours of no place',
      { workingHours: { days: ['Mon'], from: '08:00', to: '18:00' } },
      'workingHours.timeZone: is missing',
    ],
    [
      'a key by its alias',
      { kmsKeyArn: 'alias/alerts' },
      'kmsKeyArn: "alias/alerts" is not the ARN of a KMS key, such as arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f, nor its id',
    ],
  ])('%s', (_, file, line) => {
    expect(problemsOf(file)).toEqual([`notifier.config.ts: ${line}`]);
  });

  test('the time zone of the readers is enough for working hours', () => {
    const config = {
      timeZone: 'Europe/Berlin',
      workingHours: { days: ['Mon'], from: '08:00', to: '18:00' },
    };

    expect(problemsOf(config)).toEqual([]);
  });
});

describe('an https:// address with a user or a password', () => {
  const problems = problemsOf(subscribers({ https: ['https://user:secret@example.com/hook'] }));

  test('is refused, because the template would show it', () => {
    expect(problems).toEqual([
      expect.stringMatching(
        /^notifier\.config\.ts: audiences\[0\]\.subscribers\.https\[0\]: "https:\/\/…@example\.com\/hook" holds a user or a password, which the template, /,
      ),
    ]);
  });

  test('is not repeated with its password', () => {
    expect(problems.join()).not.toContain('secret');
  });

  test('is refused on the command line, too, without its password', () => {
    const [line] = problemsOf({}, { commandLine: { https: 'https://token@example.com' } });

    expect(line).toMatch(/^command line: https\[0\]: "https:\/\/…@example\.com" holds a user or a password/);
  });
});

describe('on the command line', () => {
  test.each([
    ['emial', 'email'],
    ['mail', 'email'],
    ['e-mail', 'email'],
    ['Email', 'email'],
    ['emails', 'email'],
    ['sns', 'sms'],
    ['http', 'https'],
    ['alarm', 'alarms'],
  ])('-c %s=… is refused, and %s is suggested', (key, meant) => {
    expect(problemsOf({}, { options: { contextKeys: [key] } })).toEqual([
      `command line: "${key}" is not an option here: email, sms, https, alarms. Did you mean ${meant}?`,
    ]);
  });

  test.each(['email', 'stage', 'cli-telemetry', '@aws-cdk/core:checkSecretUsage', 'hosted-zone:account=1'])(
    '-c %s=… is left to the CDK',
    (key) => {
      expect(problemsOf({}, { options: { contextKeys: [key] } })).toEqual([]);
    },
  );

  test('an address for the alarms is added to those of the file', () => {
    const { alarms } = readConfig({ alarms: { email: 'ops@example.com' } }, (key) =>
      key === 'alarms' ? 'night@example.com,ops@example.com' : undefined,
    );

    expect(alarms).toEqual({ email: ['ops@example.com', 'night@example.com'] });
  });

  test('an address for the alarms is refused where they go to a topic of their own, which could not keep it', () => {
    const problems = problemsOf(
      { alarms: { topicArn: 'alarms' } },
      { commandLine: { alarms: 'ops@example.com' } },
    );

    expect(problems).toEqual([
      'command line: alarms: the alarms go to the topic that alarms.topicArn in notifier.config.ts names: subscribe to that, or write the address into alarms.email',
    ]);
  });
});

describe('a file that cannot be loaded is named, without a trace', () => {
  const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  test('because it is not there', async () => {
    const loading = loadConfig(join(directory, 'nowhere.ts'), 'nowhere.ts');

    await expect(loading).rejects.toEqual(new ConfigError(['nowhere.ts: there is no such file']));
  });

  test('because it fails', async () => {
    const path = join(directory, 'failing.mjs');
    writeFileSync(path, 'throw new Error("no names today\\nnor tomorrow");');

    await expect(loadConfig(path, 'failing.mjs')).rejects.toMatchObject({
      name: 'ConfigError',
      problems: ['failing.mjs: cannot be read: no names today'],
    });
  });
});

describe('the ARN of another Region or account is refused, and its name suggested', () => {
  const elsewhere = {
    alarms: { topicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms' },
    kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f',
    ...subscribers({ lambda: ['arn:aws:lambda:eu-central-1:444455556666:function:notes:live'] }),
  };
  const options = { region: 'eu-central-1', account: '111122223333' };

  test('where it is known whereto the stack is deployed', () => {
    expect(problemsOf(elsewhere, { options })).toEqual(
      [
        'alarms.topicArn: "arn:aws:sns:eu-west-1:111122223333:alarms" is in eu-west-1, and this deployment is not: write "alarms"',
        'kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f" is in eu-west-1, and this deployment is not: write "mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f"',
        'audiences[0].subscribers.lambda[0]: "arn:aws:lambda:eu-central-1:444455556666:function:notes:live" is in account 444455556666, and this deployment is not: write "notes:live"',
      ].map(
        (line) =>
          `notifier.config.ts: ${line}, which stands for the one beside the stack, wherever that is deployed`,
      ),
    );
  });

  test('but not without credentials, where the CDK says a Region that nobody has chosen', () => {
    const unknown = destinationOf({ CDK_DEFAULT_REGION: 'us-east-1' });

    expect(problemsOf(elsewhere, { options: unknown })).toEqual([]);
  });

  test('as the CDK says it', () => {
    const known = destinationOf({ CDK_DEFAULT_REGION: 'eu-west-1', CDK_DEFAULT_ACCOUNT: '111122223333' });

    expect(known).toEqual({ region: 'eu-west-1', account: '111122223333' });
  });

  test('nor one beside the stack, nor a name', () => {
    const beside = {
      alarms: { topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms' },
      ...subscribers({ lambda: ['notes'], sqs: ['alerts'] }),
    };

    expect(problemsOf(beside, { options })).toEqual([]);
  });
});

describe('audiences whose parts would have the same names', () => {
  test.each([
    [
      [{ name: 'x' }, { name: 'x-buffer' }],
      'audiences[1].name: "x-buffer" would have the output XBufferDeadLetterQueueUrl, which is one of audiences[0] ("x"), too: choose another name',
    ],
    [
      [{ name: 'x' }, { name: 'y', id: 'x' }],
      'audiences[1].id: "x" would name the resources of audiences[0], too: choose another',
    ],
    [
      [{ name: 'y', id: 'x' }, { name: 'x' }],
      'audiences[1].name: "x" would name the resources of audiences[0], too: choose another',
    ],
    [[{ name: 'x' }, { name: 'x', id: 'y' }], 'audiences[1].name: "x" is the name of audiences[0], too'],
  ])('%j are refused', (audiences, line) => {
    expect(problemsOf({ audiences })).toEqual([`notifier.config.ts: ${line}`]);
  });

  test('may keep both names with an id', () => {
    expect(problemsOf({ audiences: [{ name: 'x' }, { name: 'x-buffer', id: 'buffered-x' }] })).toEqual([]);
  });
});

test('more audiences than CloudFormation takes in a stack are refused with a line', () => {
  const audiences = Array.from({ length: 20 }, (_, index) => ({ name: `audience-${index}` }));

  expect(() => synthesiseStack({ audiences })).toThrow(
    expect.objectContaining({
      name: 'ConfigError',
      message: expect.stringMatching(
        /^audiences: 20 audiences make \d{3} resources, and CloudFormation takes 500 in a stack: have fewer audiences, or deploy some of them as another stack$/,
      ),
    }),
  );
});
