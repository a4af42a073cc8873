import { expect, test } from '@jest/globals';
import { type NotifierConfig, readConfig } from '../../infra/config/config.ts';
import { summary } from '../../infra/summary.ts';
import { synthesiseStack } from '../support/synthesise.ts';

/** What is printed for a configuration, line by line. */
function summaryOf(config: NotifierConfig, commandLine: Readonly<Record<string, string>> = {}): string[] {
  const read = readConfig(config, (key) => commandLine[key]);
  return summary(read, synthesiseStack(config, commandLine).stack).split('\n');
}

test('what is deployed without any setting is said, with what is missing', () => {
  expect(summaryOf({})).toEqual([
    'audience everyone, as "SSM alerts"',
    '  notifies: nobody that is named here',
    '  of: all sessions',
    'delivery: direct, by 8 instances of each function at most',
    'alarms: 10, which notify nobody that is named here',
    'off: deduplicate, workingHours, knownNetworks, timeZone',
    'cost: 1.00 USD a month for 10 alarms, and the rest by use: docs/cost.md',
  ]);
});

test('each audience is said with who is notified of what', () => {
  const lines = summaryOf(
    {
      lookups: false,
      delivery: { mode: 'buffered', windowSeconds: 60 },
      deduplicate: true,
      alarms: { topicArn: 'alarms' },
      audiences: [
        { name: 'security', subscribers: { email: ['a@example.com'], sqs: ['alerts'] } },
        {
          name: 'database',
          id: 'dba',
          displayName: 'DB',
          filter: {
            outcomes: ['denied', 'failed'],
            minimumSeverity: 'notice',
            ignoreActors: [{ actor: 'robot', because: 'it is one' }],
          },
        },
      ],
    },
    { email: 'you@example.com' },
  );

  expect(lines).toEqual([
    'audience security, as "SSM alerts"',
    '  notifies: email a@example.com, you@example.com; sqs alerts',
    '  of: all sessions',
    'audience database (id dba), as "DB"',
    '  notifies: nobody that is named here',
    '  of: outcomes denied, failed; minimumSeverity notice, but not by robot',
    'delivery: buffered for 60 seconds',
    'alarms: 26, which notify the topic alarms',
    'off: look-ups, workingHours, knownNetworks, timeZone',
    'cost: 2.60 USD a month for 26 alarms, and the rest by use: docs/cost.md',
  ]);
});

test('the addresses of the alarms are said, and that a buffer is drained', () => {
  const lines = summaryOf(
    { delivery: { mode: 'direct', drainBuffer: true }, alarms: { email: 'ops@example.com' } },
    { alarms: 'night@example.com' },
  );

  expect(lines).toEqual(
    expect.arrayContaining([
      'delivery: direct, by 8 instances of each function at most, while the buffer from before is read until it is empty',
      'alarms: 13, which notify ops@example.com, night@example.com',
    ]),
  );
});
