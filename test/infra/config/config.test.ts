import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../infra/config/config.ts';
import { ConfigError } from '../../../infra/config/config-error.ts';
import fileConfig from '../../../notifier.config.ts';

const nothing = () => undefined;
const commandLine = (values: Record<string, unknown>) => (key: string) => values[key];

/** The problems that the configuration is refused for. */
function problemsOf(file: unknown, context: (key: string) => unknown = nothing): readonly string[] {
  try {
    readConfig(file, context);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

/** The same for one audience, its name given. The problems begin at the audience. */
function problemsOfAudience(audience: object): readonly string[] {
  const problems = problemsOf({ audiences: [{ name: 'security', ...audience }] });
  return problems.map((problem) => problem.replace('notifier.config.ts: audiences[0].', ''));
}

describe('what is accepted', () => {
  test('the configuration file of this repository', () => {
    expect(readConfig(fileConfig, nothing).audiences).toMatchObject([
      { name: 'everyone', displayName: 'SSM alerts' },
    ]);
  });

  test('an empty configuration: one audience, called everyone, that is notified of everything', () => {
    expect(readConfig({}, nothing)).toEqual({
      audiences: [{ name: 'everyone', subscribers: { email: [], sms: [], https: [] } }],
    });
  });

  test('every setting, as it was written', () => {
    const config = {
      accountNames: { '012345678901': 'prod' },
      lookups: { tags: ['Environment', 'Owner'], budgetMs: 5000 },
      workingHours: { days: ['Mon', 'Fri'], from: '22:00', to: '06:30', timeZone: 'Europe/Berlin' },
      knownNetworks: ['203.0.113.0/24', '2001:db8::/32', '192.0.2.7/32'],
      delivery: { mode: 'buffered', windowSeconds: 300 },
      deduplicate: true,
      alarms: { email: 'ops@example.com', topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms' },
      logRetentionDays: 365,
      audiences: [
        {
          name: 'security',
          displayName: 'prod shells 2',
          subscribers: {
            email: ["o'brien+ssm@mail.example.co.uk"],
            sms: ['+15555550100', '+4915555550100'],
            https: ['https://example.com/hook?team=ops'],
            sqs: ['arn:aws-cn:sqs:cn-north-1:111122223333:alerts'],
            lambda: ['arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:alerts:live'],
          },
          filter: {
            actions: ['start', 'resume', 'end'],
            outcomes: ['succeeded', 'denied', 'failed'],
            accounts: ['012345678901'],
            regions: ['eu-central-1', 'us-gov-west-1', 'ap-southeast-10'],
            actors: ['*@example.org', 'root'],
            minimumSeverity: 'notice',
            ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
          },
        },
        {
          name: 'on-call-2',
          subscribers: { email: [], sms: [], https: [] },
          filter: { actions: ['start'], documents: ['AWS-StartSSHSession'], targets: ['mi-*'] },
        },
      ],
    };

    expect(readConfig(config, nothing)).toEqual(config);
  });

  test.each([
    { mode: 'direct' },
    { mode: 'direct', reservedConcurrency: 2 },
    { mode: 'direct', reservedConcurrency: 9 },
    { mode: 'buffered', windowSeconds: 1 },
  ])('a delivery: %j', (delivery) => {
    expect(readConfig({ delivery }, nothing)).toMatchObject({ delivery });
  });

  test('no look-ups', () => {
    expect(readConfig({ lookups: false }, nothing)).toMatchObject({ lookups: false });
  });

  test('subscribers from the command line, one or several, added to those of the first audience', () => {
    const context = commandLine({
      email: 'you@example.com, freja@example.org',
      sms: '+15555550100',
      https: 'https://example.com/hook',
    });
    const audiences = [
      { name: 'security', subscribers: { email: ['ops@example.com'] } },
      { name: 'database' },
    ];

    expect(readConfig({ audiences }, context).audiences).toEqual([
      {
        name: 'security',
        subscribers: {
          email: ['ops@example.com', 'you@example.com', 'freja@example.org'],
          sms: ['+15555550100'],
          https: ['https://example.com/hook'],
        },
      },
      { name: 'database' },
    ]);
  });
});

const NOT_AN_EMAIL_ADDRESS = 'is not an email address, such as you@example.com';
const NOT_A_PHONE_NUMBER =
  'is not a phone number: a plus sign, the country code and the number, digits only, such as +15555550100';
const NOT_A_DISPLAY_NAME = 'is not a display name: 1 to 30 letters, digits, spaces, hyphens and underscores';
const NOT_HTTPS = 'is not an https:// address, and any other would carry alerts in the clear';
const NOT_A_QUEUE =
  'is neither the ARN of a queue, such as arn:aws:sqs:eu-central-1:111122223333:alerts, nor the name of one';
const NOT_A_FUNCTION =
  'is neither the ARN of a function, such as arn:aws:lambda:eu-central-1:111122223333:function:alerts, nor the name of one';
const NOT_A_TOPIC =
  'is neither the ARN of a standard topic, such as arn:aws:sns:eu-central-1:111122223333:alarms, nor the name of one';

const NOT_A_NAME =
  'is not a name for an audience: 1 to 30 lower-case letters, digits and hyphens, a letter first';
const SELECTS_NOTHING = 'selects nothing: leave it out to select everything';
const NOT_A_NETWORK = 'is not a network, such as 203.0.113.0/24';
const NOT_A_TIME = 'is not a time of day, such as 08:00';
const NOT_A_TIME_ZONE = 'is not the name of a time zone, such as Europe/Berlin';
const NOT_A_WINDOW = 'is not a number of seconds from 1 to 300';
const NOT_A_BUDGET = 'is not a number of milliseconds from 100 to 5000';

describe('what is refused, by field, value and reason', () => {
  test.each([
    [{ alarms: { email: 'ops' } }, `alarms.email: "ops" ${NOT_AN_EMAIL_ADDRESS}`],
    [
      { alarms: { topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms.fifo' } },
      `alarms.topicArn: "arn:aws:sns:eu-central-1:111122223333:alarms.fifo" ${NOT_A_TOPIC}`,
    ],
    [
      { alarms: { sms: '+15555550100' } },
      'alarms.sms: "+15555550100" is not a setting here: email, topicArn',
    ],
    [
      { subscribers: { email: ['you@example.com'] } },
      'subscribers: {"email":["you@example.com"]} is not a setting here: accountNames, lookups, workingHours, timeZone, knownNetworks, delivery, deduplicate, kmsKeyArn, eventPatternSizeQuota, alarms, logRetentionDays, audiences',
    ],
    ['no settings', 'default export: "no settings" is not a group of settings'],
    [undefined, 'default export: is missing'],
    [
      { accountNames: { '1234': 'prod' } },
      'accountNames.1234: "1234" is not the id of an account: 12 digits, as text',
    ],
    [{ accountNames: { '123456789012': '' } }, 'accountNames.123456789012: "" says nothing'],
    [{ lookups: true }, 'lookups: true is not a group of settings'],
    [{ lookups: { tags: [''] } }, 'lookups.tags[0]: "" is not the key of a tag: 1 to 128 characters'],
    [{ lookups: { budgetMs: 99 } }, `lookups.budgetMs: 99 ${NOT_A_BUDGET}`],
    [{ lookups: { budgetMs: 5001 } }, `lookups.budgetMs: 5001 ${NOT_A_BUDGET}`],
    [{ lookups: { budgetMs: 100.5 } }, `lookups.budgetMs: 100.5 ${NOT_A_BUDGET}`],
    [{ deduplicate: 'yes' }, 'deduplicate: "yes" is neither true nor false'],
    [{ delivery: 'buffered' }, 'delivery: "buffered" is not a group of settings'],
    [{ delivery: {} }, 'delivery.mode: is missing'],
    [{ delivery: { mode: 'queued' } }, 'delivery.mode: "queued" is not a way of delivery: direct, buffered'],
    [{ delivery: { mode: 'buffered' } }, 'delivery.windowSeconds: is missing'],
    [{ delivery: { mode: 'buffered', windowSeconds: 0 } }, `delivery.windowSeconds: 0 ${NOT_A_WINDOW}`],
    [{ delivery: { mode: 'buffered', windowSeconds: 301 } }, `delivery.windowSeconds: 301 ${NOT_A_WINDOW}`],
    [{ delivery: { mode: 'buffered', windowSeconds: 1.5 } }, `delivery.windowSeconds: 1.5 ${NOT_A_WINDOW}`],
    [
      { delivery: { mode: 'direct', windowSeconds: 60 } },
      'delivery.windowSeconds: 60 is not a setting here: mode, reservedConcurrency, drainBuffer',
    ],
    [
      { delivery: { mode: 'buffered', windowSeconds: 60, reservedConcurrency: 2 } },
      'delivery.reservedConcurrency: 2 is not a setting here: mode, windowSeconds',
    ],
    [
      { delivery: { mode: 'direct', reservedConcurrency: 1 } },
      'delivery.reservedConcurrency: 1 is not a number of instances from 2 to 9',
    ],
    [
      { delivery: { mode: 'direct', reservedConcurrency: 10 } },
      'delivery.reservedConcurrency: 10 is not a number of instances from 2 to 9',
    ],
    [{ knownNetworks: ['203.0.113.7'] }, `knownNetworks[0]: "203.0.113.7" ${NOT_A_NETWORK}`],
    [{ knownNetworks: ['300.1.1.1/8'] }, `knownNetworks[0]: "300.1.1.1/8" ${NOT_A_NETWORK}`],
    [{ knownNetworks: ['10.0.0.0/33'] }, `knownNetworks[0]: "10.0.0.0/33" ${NOT_A_NETWORK}`],
    [{ knownNetworks: ['2001:db8::/129'] }, `knownNetworks[0]: "2001:db8::/129" ${NOT_A_NETWORK}`],
    [{ knownNetworks: ['10.0.0.0/8/8'] }, `knownNetworks[0]: "10.0.0.0/8/8" ${NOT_A_NETWORK}`],
    [
      { audiences: [] },
      'audiences: [] would alert nobody: name an audience, or leave it out for one that is notified of everything',
    ],
    [{ audiences: [{}] }, 'audiences[0].name: is missing'],
    [
      { audiences: [{ name: 'ops' }, { name: 'dba' }, { name: 'ops' }] },
      'audiences[2].name: "ops" is the name of audiences[0], too',
    ],
    [
      { audiences: [{ name: 'on-call' }, { name: 'oncall' }] },
      'audiences[1].name: "oncall" is the name of audiences[0], too: hyphens do not count',
    ],
  ])('%j', (file, problem) => {
    expect(problemsOf(file)).toEqual([`notifier.config.ts: ${problem}`]);
  });

  test.each([
    [
      { subscribers: { email: ['you@example'] } },
      `subscribers.email[0]: "you@example" ${NOT_AN_EMAIL_ADDRESS}`,
    ],
    [
      { subscribers: { email: ['You <you@example.com>'] } },
      `subscribers.email[0]: "You <you@example.com>" ${NOT_AN_EMAIL_ADDRESS}`,
    ],
    [{ subscribers: { email: [''] } }, `subscribers.email[0]: "" ${NOT_AN_EMAIL_ADDRESS}`],
    [{ subscribers: { email: [7] } }, 'subscribers.email[0]: 7 is not text: put it in quotes'],
    [{ subscribers: { email: 'you@example.com' } }, 'subscribers.email: "you@example.com" is not a list'],
    [
      { subscribers: { sms: ['+15555550100', '555-0100'] } },
      `subscribers.sms[1]: "555-0100" ${NOT_A_PHONE_NUMBER}`,
    ],
    [
      { subscribers: { sms: ['0015555550100'] } },
      `subscribers.sms[0]: "0015555550100" ${NOT_A_PHONE_NUMBER}`,
    ],
    [
      { subscribers: { sms: ['+1 555 555 0100'] } },
      `subscribers.sms[0]: "+1 555 555 0100" ${NOT_A_PHONE_NUMBER}`,
    ],
    [
      { subscribers: { sms: ['+1234567890123456'] } },
      `subscribers.sms[0]: "+1234567890123456" ${NOT_A_PHONE_NUMBER}`,
    ],
    [
      { subscribers: { https: ['http://example.com/'] } },
      `subscribers.https[0]: "http://example.com/" ${NOT_HTTPS}`,
    ],
    [{ subscribers: { https: ['example.com'] } }, `subscribers.https[0]: "example.com" ${NOT_HTTPS}`],
    [
      { subscribers: { sqs: ['https://sqs.eu-central-1.amazonaws.com/111122223333/alerts'] } },
      `subscribers.sqs[0]: "https://sqs.eu-central-1.amazonaws.com/111122223333/alerts" ${NOT_A_QUEUE}`,
    ],
    [
      { subscribers: { sqs: ['arn:aws:sqs:eu-central-1:111122223333:alerts.fifo'] } },
      'subscribers.sqs[0]: "arn:aws:sqs:eu-central-1:111122223333:alerts.fifo" is a FIFO queue, which SNS does not subscribe to this topic',
    ],
    [{ subscribers: { lambda: ['all alerts'] } }, `subscribers.lambda[0]: "all alerts" ${NOT_A_FUNCTION}`],
    [
      { subscribers: { emial: [] } },
      'subscribers.emial: [] is not a setting here: email, sms, https, sqs, lambda. Did you mean email?',
    ],
    [{ subscribers: null }, 'subscribers: null is not a group of settings'],
    [{ displayName: '' }, `displayName: "" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'x'.repeat(31) }, `displayName: "${'x'.repeat(31)}" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'Sitzungen für prod' }, `displayName: "Sitzungen für prod" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'SSM\n' }, `displayName: "SSM\\n" ${NOT_A_DISPLAY_NAME}`],
    [{ name: 'Security' }, `name: "Security" ${NOT_A_NAME}`],
    [{ name: '2nd' }, `name: "2nd" ${NOT_A_NAME}`],
    [{ name: 'x'.repeat(31) }, `name: "${'x'.repeat(31)}" ${NOT_A_NAME}`],
    [
      { filters: {} },
      'filters: {} is not a setting here: name, id, displayName, subscribers, filter. Did you mean filter?',
    ],
    [{ filter: { actions: ['begin'] } }, 'filter.actions[0]: "begin" is not an action: start, resume, end'],
    [
      { filter: { outcomes: ['success'] } },
      'filter.outcomes[0]: "success" is not an outcome: succeeded, denied, failed',
    ],
    [
      { filter: { minimumSeverity: 'low' } },
      'filter.minimumSeverity: "low" is not a severity: info, notice, high',
    ],
    [
      { filter: { accounts: [123456789012] } },
      'filter.accounts[0]: 123456789012 is not the id of an account: 12 digits, as text, in quotes, because a zero at its start counts',
    ],
    [
      { filter: { accounts: ['prod'] } },
      'filter.accounts[0]: "prod" is not the id of an account: 12 digits, as text',
    ],
    [
      { filter: { regions: ['eu-*'] } },
      'filter.regions[0]: "eu-*" is not the name of a Region, such as eu-central-1',
    ],
    [{ filter: { targets: [''] } }, 'filter.targets[0]: "" is no name: it is empty'],
    [{ filter: { ignoreActors: [{ actor: 'deploy-*' }] } }, 'filter.ignoreActors[0].because: is missing'],
    [
      { filter: { ignoreActors: [{ actor: 'deploy-*', because: ' ' }] } },
      'filter.ignoreActors[0].because: "" says nothing',
    ],
    [
      { filter: { ignoreActors: ['deploy-*'] } },
      "filter.ignoreActors[0]: \"deploy-*\" is not a group of settings, such as { actor: 'deploy-*', because: 'it deploys, day and night' }",
    ],
  ])('of an audience: %j', (audience, problem) => {
    expect(problemsOfAudience(audience)).toEqual([problem]);
  });

  test.each([
    [{ days: [] }, `workingHours.days: [] ${SELECTS_NOTHING}`],
    [{ days: ['Monday'] }, 'workingHours.days[0]: "Monday" is not a day: Mon, Tue, Wed, Thu, Fri, Sat, Sun'],
    [{ from: '8:00' }, `workingHours.from: "8:00" ${NOT_A_TIME}`],
    [{ to: '24:00' }, `workingHours.to: "24:00" ${NOT_A_TIME}`],
    [{ timeZone: 'Berlin' }, `workingHours.timeZone: "Berlin" ${NOT_A_TIME_ZONE}`],
    [{ timeZone: '+02:00' }, `workingHours.timeZone: "+02:00" ${NOT_A_TIME_ZONE}`],
    [{ timeZone: undefined }, 'workingHours.timeZone: is missing'],
    [
      { to: '08:00' },
      'workingHours.to: "08:00" is when the hours begin, too, so they would never hold: leave workingHours out, or let them end at another time',
    ],
  ])('of working hours: %j', (hours, problem) => {
    const workingHours = { days: ['Mon'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin', ...hours };

    expect(problemsOf({ workingHours })).toEqual([`notifier.config.ts: ${problem}`]);
  });

  test('a retention that CloudWatch Logs does not offer, with those that it does', () => {
    expect(problemsOf({ logRetentionDays: 45 })).toEqual([
      'notifier.config.ts: logRetentionDays: 45 is not a number of days that CloudWatch Logs offers: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, 9999',
    ]);
  });

  test.each([
    [{ email: 'you@example.com,' }, `email[1]: "" ${NOT_AN_EMAIL_ADDRESS}`],
    [{ sms: '5555550100' }, `sms[0]: "5555550100" ${NOT_A_PHONE_NUMBER}`],
    [{ https: 'http://example.com' }, `https[0]: "http://example.com" ${NOT_HTTPS}`],
    [{ email: ['you@example.com'] }, 'email: ["you@example.com"] is not text'],
  ])('on the command line: %j', (context, problem) => {
    expect(problemsOf({}, commandLine(context))).toEqual([`command line: ${problem}`]);
  });

  test('everything at once, one line each', () => {
    const audience = { displayName: '', subscribers: { email: ['a', 'b'], emial: [], texts: [] } };
    const file = { audiences: [{ name: 'security', ...audience }], knownNetworks: ['here'] };

    expect(() => readConfig(file, commandLine({ sms: '1' }))).toThrow(
      [
        `notifier.config.ts: knownNetworks[0]: "here" ${NOT_A_NETWORK}`,
        `notifier.config.ts: audiences[0].displayName: "" ${NOT_A_DISPLAY_NAME}`,
        `notifier.config.ts: audiences[0].subscribers.email[0]: "a" ${NOT_AN_EMAIL_ADDRESS}`,
        `notifier.config.ts: audiences[0].subscribers.email[1]: "b" ${NOT_AN_EMAIL_ADDRESS}`,
        'notifier.config.ts: audiences[0].subscribers.emial: [] is not a setting here: email, sms, https, sqs, lambda. Did you mean email?',
        'notifier.config.ts: audiences[0].subscribers.texts: [] is not a setting here: email, sms, https, sqs, lambda',
        `command line: sms[0]: "1" ${NOT_A_PHONE_NUMBER}`,
      ].join('\n'),
    );
  });
});

describe('a filter that can match nothing is refused', () => {
  const withhold = (...actors: string[]) => actors.map((actor) => ({ actor, because: 'they deploy' }));

  test.each(['actions', 'outcomes', 'accounts', 'regions', 'documents', 'actors', 'targets'])(
    'because %s is an empty list',
    (setting) => {
      expect(problemsOfAudience({ filter: { [setting]: [] } })).toEqual([
        `filter.${setting}: [] ${SELECTS_NOTHING}`,
      ]);
    },
  );

  test.each([['*'], ['**']])('because it ignores everybody: %s', (actor) => {
    expect(problemsOfAudience({ filter: { ignoreActors: withhold(actor) } })).toEqual([
      `filter.ignoreActors[0].actor: "${actor}" ignores everybody, so no alert would ever be sent: name the actors whose sessions nobody needs to hear of`,
    ]);
  });

  test.each([
    [['deploy-eu', 'deploy-us'], ['deploy-*']],
    [
      ['deploy-*-eu', 'ci'],
      ['Deploy-*', 'ci'],
    ],
    [['*@ci.example.org'], ['*.example.org']],
  ])('because every actor it selects is ignored: %j, all of %j', (actors, ignored) => {
    expect(problemsOfAudience({ filter: { actors, ignoreActors: withhold(...ignored) } })).toEqual([
      `filter.actors: ${JSON.stringify(actors)} selects only actors that ignoreActors withholds, so no alert would ever be sent: take some out of either`,
    ]);
  });

  test.each([
    [['deploy-eu', 'freja'], ['deploy-*']],
    [['deploy-*'], ['deploy-eu']],
    [['d*'], ['deploy-*']],
  ])('but not while one of its actors may be heard of: %j, all but %j', (actors, ignored) => {
    expect(problemsOfAudience({ filter: { actors, ignoreActors: withhold(...ignored) } })).toEqual([]);
  });

  test.each([
    ['documents', { documents: ['SSM-*'] }],
    ['targets', { targets: ['i-*'] }],
  ])('because only a start names its %s, and starts are left out', (named, filter) => {
    expect(problemsOfAudience({ filter: { ...filter, actions: ['resume', 'end'] } })).toEqual([
      `filter.actions: ["resume","end"] leaves out start, and only a start names its ${named}, so no alert would ever be sent: leave actions out`,
    ]);
  });

  test('and so is one that would match less than it says', () => {
    expect(problemsOfAudience({ filter: { targets: ['i-*'], actions: ['start', 'end'] } })).toEqual([
      'filter.actions: ["start","end"] holds more than start, but only a start names its targets: leave actions out, and have another audience for the rest',
    ]);
  });
});

describe('what AWS would refuse only in the middle of a deployment is refused before it', () => {
  const longNames = (count: number) =>
    Array.from({ length: count }, (_, index) => `engineer-${index}@example.org`);

  const actors = (count: number, quota?: number) => ({
    ...(quota !== undefined && { eventPatternSizeQuota: quota }),
    audiences: [{ name: 'dba', filter: { actors: longNames(count) } }],
  });

  test('an event pattern of more than 2,048 characters, with the quota that can be raised', () => {
    expect(problemsOf(actors(14))).toEqual([
      'notifier.config.ts: the filter of the audience "dba" makes an event pattern of 2,067 characters, and EventBridge takes 2,048: name less, use *, or split the audience; or have the quota "event pattern size" (L-664C5505) raised, and set eventPatternSizeQuota to what you have then',
    ]);
  });

  test('but not one of up to 2,048', () => {
    expect(problemsOf(actors(13))).toEqual([]);
  });

  test('nor a longer one where the quota was raised', () => {
    expect(problemsOf(actors(14, 4096))).toEqual([]);
  });

  test('an event pattern that is longer than the raised quota, or than any can be', () => {
    expect(problemsOf(actors(40, 4096))).toEqual([
      expect.stringMatching(
        / of 4,719 characters, and EventBridge takes 4,096: name less, use \*, or split the audience$/,
      ),
    ]);
  });

  test.each([2047, 4097, 3000.5])('a quota that no account can have: %d', (eventPatternSizeQuota) => {
    expect(problemsOf({ eventPatternSizeQuota })).toEqual([
      `notifier.config.ts: eventPatternSizeQuota: ${eventPatternSizeQuota} is not a number of characters from 2048 to 4096`,
    ]);
  });

  test.each([
    ['actors', { actors: ['a*', 'b*', 'c*'] }, 13],
    ['targets', { targets: ['ecs:*_web'], actors: ['jonas'] }, 15],
    ['documents', { documents: ['*-Port-*-Host'], actors: ['jonas'] }, 35],
  ])('an event pattern that EventBridge calls too complex, here for its %s', (setting, filter, score) => {
    expect(problemsOf({ audiences: [{ name: 'dba', filter }] })).toEqual([
      `notifier.config.ts: the filter of the audience "dba" makes an event pattern that EventBridge would call too complex (up to ${score}, and 10 is the most), because of the names with * in ${setting}: write fewer of them, write names in full, use * only at the end (in targets and documents) or only at the start (in actors and targets), or split the audience`,
    ]);
  });

  test.each([
    [{ documents: ['AWS-StartPortForwardingSession*'], actors: ['jonas'] }],
    [{ actors: ['jo*', 'ci-*'] }],
    [{ actors: ['*@example.org'], targets: ['i-0abc*', 'mi-*'], outcomes: ['denied'] }],
  ])('but not one that it takes: %j', (filter) => {
    expect(problemsOf({ audiences: [{ name: 'dba', filter }] })).toEqual([]);
  });

  test('settings that do not fit into the environment of a function', () => {
    const named = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [String(100_000_000_000 + index), 'prod-ü']),
      );

    expect(problemsOf({ accountNames: named(200) })).toEqual([
      expect.stringMatching(
        /^notifier\.config\.ts: the settings of the audience "everyone" take 5,\d{3} bytes, and the environment of a function has room for 3,584: shorten accountNames, knownNetworks or ignoreActors$/,
      ),
    ]);
    expect(problemsOf({ accountNames: named(100) })).toEqual([]);
  });
});
