import { describe, expect, jest, test } from '@jest/globals';
import { App, type CfnResource } from 'aws-cdk-lib';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import { type NotifierConfig, readConfig } from '../../infra/config/config.ts';
import { complexity, MAX_COMPLEXITY } from '../../infra/event-pattern/complexity.ts';
import { PATTERN_SIZE } from '../../infra/event-pattern/event-pattern.ts';
import { SessionNotifierStack } from '../../infra/stack.ts';
import { unbundledContext } from '../support/synthesise.ts';

const ARN = 'eu-central-1:111122223333';

/** Each kind of deployment, and what was given on the command line. */
const CONFIGS: Readonly<Record<string, [config: NotifierConfig, commandLine?: Record<string, string>]>> = {
  Empty: [{}],
  CommandLine: [{}, { email: 'you@example.com', sms: '+15555550100', alarms: 'ops@example.com' }],
  EveryReader: [
    {
      alarms: { email: ['ops@example.com', 'night@example.com'], topicArn: `arn:aws:sns:${ARN}:alarms` },
      audiences: [
        {
          name: 'everyone',
          subscribers: {
            email: ['you@example.com'],
            sms: ['+15555550100'],
            https: ['https://example.com/hook'],
            sqs: [`arn:aws:sqs:${ARN}:alerts`],
            lambda: [`arn:aws:lambda:${ARN}:function:alerts`],
          },
        },
      ],
    },
  ],
  NamesBesideTheStack: [
    {
      alarms: { topicArn: 'alarms' },
      kmsKeyArn: 'mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f',
      audiences: [{ name: 'everyone', subscribers: { sqs: ['alerts'], lambda: ['alerts:live'] } }],
    },
  ],
  Buffered: [{ delivery: { mode: 'buffered', windowSeconds: 60 }, deduplicate: true }],
  Draining: [{ delivery: { mode: 'direct', reservedConcurrency: 2, drainBuffer: true } }],
  NoLookUps: [{ lookups: false, logRetentionDays: 1 }],
  EverySetting: [
    {
      accountNames: { '123456789012': 'prod' },
      lookups: { tags: ['Owner'], budgetMs: 500 },
      workingHours: { days: ['Mon'], from: '08:00', to: '18:00' },
      timeZone: 'Europe/Berlin',
      knownNetworks: ['203.0.113.0/24', '2001:db8::/32'],
      kmsKeyArn: `arn:aws:kms:${ARN}:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f`,
    },
  ],
  Filters: [
    {
      eventPatternSizeQuota: 4096,
      audiences: [
        { name: 'denied', filter: { outcomes: ['denied', 'failed'], actions: ['start'] } },
        { name: 'root', id: 'the-root', filter: { actors: ['root', '*@example.org', 'deploy-*'] } },
        { name: 'tunnels', filter: { documents: ['AWS-StartPortForwardingSession*'], actors: ['jonas'] } },
        { name: 'machines', filter: { targets: ['i-0c3a*', '*460', 'ecs:*_web'] } },
        { name: 'places', filter: { accounts: ['123456789012'], regions: ['eu-central-1'] } },
        { name: 'quiet', filter: { minimumSeverity: 'high', ignoreActors: [{ actor: 'a', because: 'b' }] } },
        { name: 'many', filter: { actors: Array.from({ length: 25 }, (_, index) => `engineer-${index}`) } },
      ],
    },
  ],
};

const context = { ...unbundledContext, '@aws-cdk/core:annotationsInValidationReport': false };
const app = new App({ context });
const stacks = Object.entries(CONFIGS).map(
  ([name, [config, commandLine = {}]]) =>
    new SessionNotifierStack(app, name, { config: readConfig(config, (key) => commandLine[key]) }),
);

/** What the CloudFormation rules and the schemas of the resources find wrong. An error is thrown, and a warning printed. */
function findings(app: App): readonly string[] {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => {});
  let thrown = '';
  try {
    app.synth();
  } catch (error) {
    thrown = String(error);
  }
  const lines = [thrown, ...printed.mock.calls.flat()].flatMap((text) => String(text).split('\n'));
  printed.mockRestore();
  return lines.filter((line) => line.includes('(CloudFormation Validate)'));
}

test('every template keeps to the schemas of its resources', () => {
  expect(findings(app)).toEqual([]);
});

test.each<[string, string, unknown]>([
  ['a value of the wrong type', 'Properties.Description', 7],
  ['a value that is none of those that there are', 'Properties.LoggingConfig.LogFormat', 'Prose'],
  ['a value that is too high', 'Properties.Timeout', 901],
  ['a property that there is not', 'Properties.Timeouts', 30],
])('%s would be found', (_, path, value) => {
  const broken = new App({ context });
  const stack = new SessionNotifierStack(broken, 'Broken', { config: readConfig({}, () => undefined) });
  const notify = stack.notifiers.get('everyone')?.notify.node.defaultChild as CfnResource;
  notify.addOverride(path, value);

  expect(findings(broken)).not.toEqual([]);
});

describe('every pattern', () => {
  const patterns = stacks.flatMap((stack) =>
    [...stack.notifiers].map(([audience, { rule }]) => ({
      of: `${stack.stackName}, ${audience}`,
      pattern: (rule.node.defaultChild as CfnRule).eventPattern,
      quota: stack.stackName === 'Filters' ? PATTERN_SIZE.highest : PATTERN_SIZE.default,
    })),
  );

  test.each(patterns)('is as long as EventBridge takes: of $of', ({ pattern, quota }) => {
    expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(quota);
  });

  test.each(patterns)('is as complex as EventBridge takes: of $of', ({ pattern }) => {
    const score = complexity(pattern).reduce((sum, part) => sum + part.score, 0);

    expect(score).toBeLessThanOrEqual(MAX_COMPLEXITY);
  });
});
