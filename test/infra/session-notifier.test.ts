import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AudienceFilter } from '../../infra/config/filter.ts';
import type { SessionNotifierProps } from '../../infra/session-notifier.ts';
import { readEnvironment } from '../../lambda/environment.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';
import { synthesise } from '../support/synthesise.ts';

const { notifier, template, resolve, arnByName } = synthesise();

/** The statements of the one policy of a type that is attached as `properties` say. */
function statements(type: string, properties: object): unknown[] {
  const [policy, ...others] = Object.values(template.findResources(type, { Properties: properties }));
  expect(others).toEqual([]);
  return policy?.Properties.PolicyDocument.Statement;
}

describe('the rule', () => {
  test('is enabled for write events only, on session calls and on test events', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: {
        $or: [
          {
            source: ['aws.ssm'],
            'detail-type': ['AWS API Call via CloudTrail'],
            detail: {
              eventSource: ['ssm.amazonaws.com'],
              eventName: ['StartSession', 'ResumeSession', 'TerminateSession'],
            },
          },
          {
            source: ['ssm-session-notifier.test'],
            'detail-type': ['Session Notifier Test'],
            detail: { token: [{ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }] },
          },
        ],
      },
      ScheduleExpression: Match.absent(),
    });
  });

  test('hands the whole event to the function, for a day, and then to the dead-letter queue', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [
        {
          Id: 'Target0',
          Arn: resolve(notifier.notify.functionArn),
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: resolve(notifier.deadLetterQueue.queueArn) },
        },
      ],
    });
  });

  test('is the only caller that may invoke the function', () => {
    const permissions = Object.values(template.findResources('AWS::Lambda::Permission'));

    expect(permissions.map((permission) => permission.Properties)).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: resolve(notifier.notify.functionArn),
        Principal: 'events.amazonaws.com',
        SourceArn: arnByName(notifier.rule),
      },
    ]);
  });
});

describe('the function', () => {
  test('runs on Node.js 24 on arm64, with room for its retries, and knows its topic', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 512,
      Timeout: 30,
      Environment: {
        Variables: {
          TOPIC_ARN: resolve(notifier.topic.topicArn),
          SETTINGS: JSON.stringify(DEFAULT_SETTINGS),
        },
      },
    });
  });

  test('logs JSON to a group of its own, which is kept for three months and removed with the stack', () => {
    template.allResources('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 90 },
      DeletionPolicy: 'Delete',
    });
    const logGroup = resolve(notifier.notify.logGroup.logGroupName);
    template.hasResourceProperties('AWS::Lambda::Function', {
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'INFO',
        LogGroup: logGroup,
      },
    });
  });

  test('tries an event three times within six hours, and then keeps it in the failure queue', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: resolve(notifier.failureQueue.queueArn) } },
    });
  });

  test('may look up, publish to its topic, write its log, fill its failure queue, and do nothing else', () => {
    const roleName = resolve(notifier.notify.role?.roleName);

    expect(statements('AWS::IAM::Policy', { Roles: [roleName] })).toEqual([
      {
        Effect: 'Allow',
        Action: ['ssm:DescribeInstanceInformation', 'ssm:DescribeSessions', 'tag:GetResources'],
        Resource: '*',
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: resolve(notifier.topic.topicArn) },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: resolve(notifier.notify.logGroup.logGroupArn),
      },
      {
        Effect: 'Allow',
        Action: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
        Resource: resolve(notifier.failureQueue.queueArn),
      },
    ]);
    template.allResourcesProperties('AWS::IAM::Role', {
      ManagedPolicyArns: Match.absent(),
      Policies: Match.absent(),
    });
  });
});

describe('the topic', () => {
  test('is encrypted under the key that AWS manages for SNS', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      DisplayName: 'SSM alerts',
      // By its ARN it is not made in an account that never used it.
      KmsMasterKeyId: 'alias/aws/sns',
      TracingConfig: Match.absent(),
    });
  });

  test.each([
    ['arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-1a2b-3c4d-5e6f-0a1b2c3d4e5f'],
    ['mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f'],
  ])('may be encrypted under a key of one’s own, which the function may then use: %s', (kmsKeyArn) => {
    const own = synthesise({ kmsKeyArn });
    const [topic] = Object.values(own.template.findResources('AWS::SNS::Topic'));
    const key = topic?.Properties.KmsMasterKeyId;

    expect(JSON.stringify(key)).toContain(kmsKeyArn);
    own.template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key },
        ]),
      },
    });
  });

  test('refuses what is not sent over TLS, and whatever the function does not send', () => {
    const topicArn = resolve(notifier.topic.topicArn);

    expect(statements('AWS::SNS::TopicPolicy', { Topics: [topicArn] })).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topicArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'OnlyTheNotifierPublishes',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sns:Publish',
        Resource: topicArn,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': resolve(notifier.notify.role?.roleArn) } },
      },
    ]);
  });
});

describe('the queues', () => {
  const refusePlainHttp = (queue: IQueue) => ({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 'sqs:*',
    Resource: resolve(queue.queueArn),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });

  test('stay with what they hold when the audience or the stack goes, save for one that was never complete', () => {
    template.allResources('AWS::SQS::Queue', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('are two, encrypted, and keep an event for 14 days', () => {
    template.resourceCountIs('AWS::SQS::Queue', 2);
    template.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
  });

  test('the dead-letter queue takes messages from EventBridge for this rule alone, over TLS', () => {
    const { deadLetterQueue, rule } = notifier;

    expect(statements('AWS::SQS::QueuePolicy', { Queues: [resolve(deadLetterQueue.queueUrl)] })).toEqual([
      refusePlainHttp(deadLetterQueue),
      {
        Sid: 'TheRuleSends',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: resolve(deadLetterQueue.queueArn),
        Condition: { ArnEquals: { 'aws:SourceArn': arnByName(rule) } },
      },
      {
        Sid: 'OnlyTheRuleSends',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sqs:SendMessage',
        Resource: resolve(deadLetterQueue.queueArn),
        Condition: { ArnNotEquals: { 'aws:SourceArn': arnByName(rule) } },
      },
    ]);
  });

  test('the failure queue takes messages over TLS', () => {
    const { failureQueue } = notifier;

    expect(statements('AWS::SQS::QueuePolicy', { Queues: [resolve(failureQueue.queueUrl)] })).toEqual([
      refusePlainHttp(failureQueue),
    ]);
  });
});

describe('settings', () => {
  const variables = (props: SessionNotifierProps) => {
    const [notify] = Object.values(synthesise(props).template.findResources('AWS::Lambda::Function'));
    return notify?.Properties.Environment.Variables;
  };

  test('a chosen display name reaches both the topic and the function, and a chosen retention the log', () => {
    const { template } = synthesise({ displayName: 'prod shells', logRetentionDays: 365 });

    template.hasResourceProperties('AWS::SNS::Topic', { DisplayName: 'prod shells' });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { SETTINGS: JSON.stringify({ ...DEFAULT_SETTINGS, displayName: 'prod shells' }) },
      },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  test('reach the function as its own reader understands them', () => {
    const given: SessionNotifierProps = {
      accountNames: { '123456789012': 'prod' },
      lookups: { tags: ['Owner'] },
      workingHours: { days: ['Mon'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' },
      knownNetworks: ['203.0.113.0/24'],
      filter: {
        minimumSeverity: 'notice',
        ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }],
      },
    };
    const { SETTINGS } = variables(given);

    const { filter, ...common } = given;
    expect(
      readEnvironment({ TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic', SETTINGS }).settings,
    ).toEqual({ ...DEFAULT_SETTINGS, ...common, ...filter, lookups: { tags: ['Owner'], budgetMs: 1500 } });
  });

  test('are sent as a whole, also where they are the defaults', () => {
    const { SETTINGS } = variables({});

    expect(JSON.parse(SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  test('may leave the time zone of working hours to that of the readers', () => {
    const { SETTINGS } = variables({
      timeZone: 'Europe/Berlin',
      workingHours: { days: ['Mon'], from: '08:00', to: '18:00' },
    });

    expect(JSON.parse(SETTINGS)).toMatchObject({
      timeZone: 'Europe/Berlin',
      workingHours: { timeZone: 'Europe/Berlin' },
    });
  });

  test('without look-ups the function may read nothing', () => {
    const { template } = synthesise({ lookups: false });

    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).not.toMatch(/ssm:|tag:/);
  });

  test.each<[string, AudienceFilter]>([
    ['a severity', { minimumSeverity: 'high' }],
    ['an actor', { ignoreActors: [{ actor: 'deploy-*', because: 'they deploy' }] }],
  ])('that withhold alerts, here by %s, have them counted from the log', (_, filter) => {
    const { template } = synthesise({ filter });
    const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));

    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: logGroup },
      FilterPattern: '{ $.message.message = "withheld" }',
      MetricTransformations: [
        {
          MetricNamespace: 'Test/SessionNotifier',
          MetricName: 'Withheld',
          MetricValue: '1',
          Dimensions: [{ Key: 'by', Value: '$.message.by' }],
        },
      ],
    });
  });

  test('that withhold nothing need no count', () => {
    expect(JSON.stringify(template.findResources('AWS::Logs::MetricFilter'))).not.toContain('Withheld');
  });
});
