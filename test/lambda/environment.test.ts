import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../../lambda/environment.ts';
import { EnvironmentError } from '../../lambda/errors.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lambda/settings.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:sessions';

const SETTINGS: Settings = {
  displayName: 'prod shells',
  accountNames: { '123456789012': 'prod' },
  lookups: { tags: ['Owner'], budgetMs: 500 },
  workingHours: { days: ['Mon'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' },
  knownNetworks: ['203.0.113.0/24'],
  minimumSeverity: 'notice',
  ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
};

describe('the environment', () => {
  test('needs nothing but a topic', () => {
    const environment = readEnvironment({ TOPIC_ARN, PATH: '/bin' });

    expect(environment).toEqual({ topicArn: TOPIC_ARN, settings: DEFAULT_SETTINGS, publishIntervalMs: 0 });
  });

  test('carries the settings whole', () => {
    const { settings } = readEnvironment({ TOPIC_ARN, SETTINGS: JSON.stringify(SETTINGS) });

    expect(settings).toEqual(SETTINGS);
  });

  test.each([
    [{}, 'TOPIC_ARN is not set'],
    [{ TOPIC_ARN: 'sessions' }, 'TOPIC_ARN is not the ARN of an SNS topic: "sessions"'],
    [{ TOPIC_ARN, SETTINGS: 'on' }, 'SETTINGS is not JSON: "on"'],
    [{ TOPIC_ARN, SETTINGS: '[]' }, 'SETTINGS is not an object: []'],
    [
      { TOPIC_ARN, PUBLISH_INTERVAL_MS: 'soon' },
      'PUBLISH_INTERVAL_MS is not a number of milliseconds: "soon"',
    ],
  ])('of %j is refused, naming the variable', (variables, problem) => {
    expect(() => readEnvironment(variables)).toThrow(
      new EnvironmentError(`${problem}. Set it in the environment of the function.`),
    );
  });

  test.each([
    [{ ...SETTINGS, minimumSeverity: 'urgent' }, 'SETTINGS.minimumSeverity is not a severity: "urgent"'],
    [
      { ...SETTINGS, lookups: { tags: 'Owner', budgetMs: 1 } },
      'SETTINGS.lookups.tags is not a list: "Owner"',
    ],
    [{ ...SETTINGS, accountNames: { '1': 2 } }, 'SETTINGS.accountNames.1 is not text: 2'],
    [
      { ...SETTINGS, workingHours: { ...SETTINGS.workingHours, timeZone: 'Mars/Olympus' } },
      'SETTINGS.workingHours.timeZone is not a time zone: "Mars/Olympus"',
    ],
  ])('with the settings %j is refused, naming the setting', (settings, problem) => {
    expect(() => readEnvironment({ TOPIC_ARN, SETTINGS: JSON.stringify(settings) })).toThrow(problem);
  });
});
