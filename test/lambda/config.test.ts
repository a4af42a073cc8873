import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../lambda/config.ts';
import { ConfigurationError } from '../../lambda/errors.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';

const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:sessions';

describe('the configuration', () => {
  test('is read from the environment', () => {
    const config = readConfig({ TOPIC_ARN, TOPIC_DISPLAY_NAME: 'SSM alerts', PATH: '/bin' });
    expect(config).toEqual({
      topicArn: TOPIC_ARN,
      displayName: 'SSM alerts',
      settings: DEFAULT_SETTINGS,
      publishIntervalMs: 0,
    });
  });

  test.each([
    [{}, 'TOPIC_ARN is not set'],
    [{ TOPIC_ARN: 'sessions' }, 'TOPIC_ARN is not the ARN of an SNS topic: "sessions"'],
  ])('of %j is refused, naming the variable', (environment, problem) => {
    expect(() => readConfig(environment)).toThrow(
      new ConfigurationError(`${problem}. Set it in the environment of the function.`),
    );
  });
});
