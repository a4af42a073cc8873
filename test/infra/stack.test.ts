import { describe, expect, test } from '@jest/globals';
import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readConfig } from '../../infra/config/config.ts';
import { rulePattern } from '../../infra/event-pattern/event-pattern.ts';
import { SessionNotifierStack } from '../../infra/stack.ts';
import { synthesiseStack, unbundledContext } from '../support/synthesise.ts';

const app = new App({ context: unbundledContext });
const stack = new SessionNotifierStack(app, 'SsmSessionNotifier', {
  config: readConfig(
    {
      accountNames: { '123456789012': 'prod' },
      alarms: { email: 'ops@example.com' },
      audiences: [
        {
          name: 'security',
          subscribers: {
            email: ['you@example.com'],
            sms: ['+15555550100'],
            https: ['https://example.com/hook'],
            sqs: ['arn:aws:sqs:eu-central-1:111122223333:alerts'],
            lambda: ['arn:aws:lambda:eu-central-1:111122223333:function:alerts'],
          },
        },
        {
          name: 'on-call',
          displayName: 'Database shells',
          subscribers: { email: ['dba@example.com'] },
          filter: {
            outcomes: ['denied', 'failed'],
            actors: ['*@example.org'],
            targets: ['i-0abc*'],
            ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
          },
        },
      ],
    },
    () => undefined,
  ),
});
const template = Template.fromStack(stack);
/** What distinguishes the function of an audience from those that reserve concurrency. */
const OF_AN_AUDIENCE = { Environment: { Variables: { TOPIC_ARN: Match.anyValue() } } };
const rules = Object.values(template.findResources('AWS::Events::Rule'));

/** What the stack adds to a pattern: test events carry the unique part of its id. */
function withToken({ $or }: ReturnType<typeof rulePattern>): object {
  const [sessionCalls, testEvents] = $or as readonly object[];
  const token = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };
  return { $or: [sessionCalls, { ...testEvents, detail: { token: [token] } }] };
}

test('a stack with every kind of reader passes the CloudFormation and the AwsSolutions rules', () => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

  expect(() => app.synth()).not.toThrow();
});

describe('two audiences', () => {
  test('are two rules, functions and topics, each with its queues, log and role', () => {
    template.resourceCountIs('AWS::Events::Rule', 2);
    template.resourcePropertiesCountIs('AWS::Lambda::Function', OF_AN_AUDIENCE, 2);
    template.resourcePropertiesCountIs('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() }, 2);
    template.resourceCountIs('AWS::SQS::Queue', 4);
    // And two of each, the CDK's and ours, for what reserves concurrency.
    template.resourceCountIs('AWS::Lambda::Function', 4);
    template.resourceCountIs('AWS::Logs::LogGroup', 4);
    template.resourceCountIs('AWS::IAM::Role', 4);
  });

  test('differ in their patterns as configured: one passes on everything, the other what it selects', () => {
    const [everything, selected] = rules.map((rule) => rule.Properties.EventPattern);

    expect(everything).toEqual(withToken(rulePattern()));
    expect(selected).toEqual(
      withToken(
        rulePattern({ outcomes: ['denied', 'failed'], actors: ['*@example.org'], targets: ['i-0abc*'] }),
      ),
    );
    expect(selected).not.toEqual(everything);
  });

  test('each hand their events to their own function, which publishes to their own topic', () => {
    for (const { rule, notify, topic } of stack.notifiers.values()) {
      const [properties] = rules
        .map(({ Properties }) => Properties)
        .filter(({ Targets }) => JSON.stringify(Targets).includes(idOf(notify.functionArn)));
      expect(properties.Targets).toHaveLength(1);
      expect(template.findResources('AWS::Events::Rule')).toHaveProperty([idOf(rule.ruleArn)]);
      template.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: { TOPIC_ARN: stack.resolve(topic.topicArn) } },
      });
    }
  });

  test('share the settings of the file, and have their own ones for themselves', () => {
    const variables = Object.values(
      template.findResources('AWS::Lambda::Function', { Properties: OF_AN_AUDIENCE }),
    ).map(({ Properties }) => Properties.Environment.Variables);

    const [security, onCall] = variables.map(({ SETTINGS }) => JSON.parse(SETTINGS));
    expect(security).toMatchObject({
      displayName: 'SSM alerts',
      accountNames: { '123456789012': 'prod' },
      ignoreActors: [],
    });
    expect(onCall).toMatchObject({
      displayName: 'Database shells',
      accountNames: { '123456789012': 'prod' },
      ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
    });
  });

  /** The logical id of the resource that a token refers to. */
  function idOf(token: string): string {
    return stack.resolve(token)['Fn::GetAtt'][0];
  }
});

describe('the outputs say where the parts are', () => {
  test.each([
    ['security', 'Security'],
    ['on-call', 'OnCall'],
  ])('of %s, for a person: each by a name of its own', (audience, prefix) => {
    const parts = stack.notifiers.get(audience);
    const values = {
      TopicArn: parts?.topic.topicArn,
      FunctionName: parts?.notify.functionName,
      DeadLetterQueueUrl: parts?.deadLetterQueue.queueUrl,
      FailureQueueUrl: parts?.failureQueue.queueUrl,
    };

    for (const [name, value] of Object.entries(values)) {
      template.hasOutput(`${prefix}${name}`, {
        Value: stack.resolve(value),
        Description: Match.stringLikeRegexp(`^${audience}: `),
      });
    }
  });

  test('of all audiences, for a program: JSON with the names as they were written', () => {
    const { Audiences } = template.findOutputs('Audiences');
    const text = Audiences?.Value['Fn::Join'][1].map((part: unknown) =>
      typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', "'"),
    );

    expect(JSON.parse(text.join(''))).toEqual(
      [...stack.notifiers].map(([name, { topic, notify, rule, deadLetterQueue, failureQueue }]) =>
        Object.fromEntries([
          ...Object.entries({
            name,
            topicArn: topic.topicArn,
            functionName: notify.functionName,
            ruleName: rule.ruleName,
            deadLetterQueueUrl: deadLetterQueue.queueUrl,
            failureQueueUrl: failureQueue.queueUrl,
          }).map(([part, value]) => {
            const resolved = stack.resolve(value);
            return [part, resolved === name ? name : JSON.stringify(resolved).replaceAll('"', "'")];
          }),
          ['alarms', 10],
        ]),
      ),
    );
  });
});

test('an audience may have any name, also that of another part of the stack', () => {
  const names = [
    'audiences',
    'dashboard',
    'alarms',
    'reservations',
    'alarm-topic',
    'everyone-topic-arn',
    'everyone',
    'a-1',
  ];
  const config = {
    alarms: { email: 'ops@example.com', topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms' },
    audiences: names.map((name) => ({ name })),
  };

  expect([...synthesiseStack(config).stack.notifiers.keys()]).toEqual(names);
});

describe('what holds something has the logical id that it always had, for another one would delete it', () => {
  const { template } = synthesiseStack({
    delivery: { mode: 'buffered', windowSeconds: 60 },
    deduplicate: true,
  });

  test.each([
    ['AWS::SNS::Topic', ['EveryoneTopicC8B03308', 'alarmsTopicAB8E20C3']],
    [
      'AWS::SQS::Queue',
      [
        'EveryoneBufferDeadLetterQueueC60D38F4',
        'EveryoneBufferQueueD35E2F34',
        'EveryoneDeadLetterQueueB6144E3E',
        'EveryoneFailureQueueAEF61C45',
      ],
    ],
    ['AWS::DynamoDB::Table', ['EveryoneLedger1EC0CCD7']],
  ])('%s', (type, ids) => {
    expect(Object.keys(template.findResources(type)).sort()).toEqual([...ids].sort());
  });
});
