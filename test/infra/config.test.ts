import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../infra/config.ts';
import fileConfig from '../../notifier.config.ts';

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

describe('what is accepted', () => {
  test('the configuration file of this repository', () => {
    expect(readConfig(fileConfig, nothing)).toMatchObject({ displayName: 'SSM alerts' });
  });

  test('an empty configuration, which leaves every default to the construct', () => {
    expect(readConfig({}, nothing)).toEqual({ subscribers: { email: [], sms: [], https: [] } });
  });

  test('every setting, as it was written', () => {
    const config = {
      displayName: 'prod shells 2',
      subscribers: {
        email: ["o'brien+ssm@mail.example.co.uk"],
        sms: ['+15555550100', '+4915555550100'],
        https: ['https://example.com/hook?team=ops'],
        sqs: ['arn:aws-cn:sqs:cn-north-1:111122223333:alerts.fifo'],
        lambda: ['arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:alerts:live'],
      },
      alarms: { email: 'ops@example.com', topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms' },
      logRetentionDays: 365,
    };

    expect(readConfig(config, nothing)).toEqual(config);
  });

  test('subscribers from the command line, one or several, added to those of the file', () => {
    const context = commandLine({
      email: 'you@example.com, freja@example.org',
      sms: '+15555550100',
      https: 'https://example.com/hook',
    });

    expect(readConfig({ subscribers: { email: ['ops@example.com'] } }, context)).toEqual({
      subscribers: {
        email: ['ops@example.com', 'you@example.com', 'freja@example.org'],
        sms: ['+15555550100'],
        https: ['https://example.com/hook'],
      },
    });
  });
});

const NOT_AN_EMAIL_ADDRESS = 'is not an email address, such as you@example.com';
const NOT_A_PHONE_NUMBER =
  'is not a phone number: a plus sign, the country code and the number, digits only, such as +15555550100';
const NOT_A_DISPLAY_NAME = 'is not a display name: 1 to 30 letters, digits, spaces, hyphens and underscores';
const NOT_HTTPS = 'is not an https:// address, and any other would carry alerts in the clear';
const NOT_A_QUEUE = 'is not the ARN of a queue, such as arn:aws:sqs:eu-central-1:111122223333:alerts';
const NOT_A_FUNCTION =
  'is not the ARN of a function, such as arn:aws:lambda:eu-central-1:111122223333:function:alerts';
const NOT_A_TOPIC =
  'is not the ARN of a standard topic, such as arn:aws:sns:eu-central-1:111122223333:alarms';

describe('what is refused, by field, value and reason', () => {
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
    [{ subscribers: { email: [7] } }, 'subscribers.email[0]: 7 is not text'],
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
    [{ subscribers: { lambda: ['alerts'] } }, `subscribers.lambda[0]: "alerts" ${NOT_A_FUNCTION}`],
    [
      { subscribers: { emial: [] } },
      'subscribers.emial: [] is not a setting here: email, sms, https, sqs, lambda',
    ],
    [{ subscribers: null }, 'subscribers: null is not a group of settings'],
    [{ displayName: '' }, `displayName: "" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'x'.repeat(31) }, `displayName: "${'x'.repeat(31)}" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'Sitzungen für prod' }, `displayName: "Sitzungen für prod" ${NOT_A_DISPLAY_NAME}`],
    [{ displayName: 'SSM\n' }, `displayName: "SSM\\n" ${NOT_A_DISPLAY_NAME}`],
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
      { retention: 90 },
      'retention: 90 is not a setting here: displayName, subscribers, alarms, logRetentionDays',
    ],
    ['no settings', 'default export: "no settings" is not a group of settings'],
  ])('%j', (file, problem) => {
    expect(problemsOf(file)).toEqual([`notifier.config.ts: ${problem}`]);
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
    const file = { displayName: '', subscribers: { email: ['a', 'b'], emial: [], texts: [] } };

    expect(() => readConfig(file, commandLine({ sms: '1' }))).toThrow(
      [
        `notifier.config.ts: displayName: "" ${NOT_A_DISPLAY_NAME}`,
        `notifier.config.ts: subscribers.email[0]: "a" ${NOT_AN_EMAIL_ADDRESS}`,
        `notifier.config.ts: subscribers.email[1]: "b" ${NOT_AN_EMAIL_ADDRESS}`,
        'notifier.config.ts: subscribers.emial: [] is not a setting here: email, sms, https, sqs, lambda',
        'notifier.config.ts: subscribers.texts: [] is not a setting here: email, sms, https, sqs, lambda',
        `command line: sms[0]: "1" ${NOT_A_PHONE_NUMBER}`,
      ].join('\n'),
    );
  });
});
