import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { type DeliveryMode, maxConcurrency } from '../../../infra/config/delivery.ts';
import { readEnvironment } from '../../../lambda/environment.ts';
import { synthesise, synthesiseStack } from '../../support/synthesise.ts';

/** The environment of the function of a template, as the function reads it. */
function functionConfigIn(template: ReturnType<typeof synthesise>['template']) {
  const [notify] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { MemorySize: 512 } }),
  );
  const { PUBLISH_INTERVAL_MS } = notify?.Properties.Environment.Variables ?? {};
  return readEnvironment({
    TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic',
    PUBLISH_INTERVAL_MS,
  });
}

describe('direct delivery', () => {
  const { template, notifier, resolve } = synthesise();

  test('has no queue between the rule and the function', () => {
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 0);
    template.resourceCountIs('AWS::SQS::Queue', 2);
  });

  test('has eight instances of the function reserved when it is deployed, and not by its own template', () => {
    template.hasResourceProperties('Custom::ConcurrencyReservation', {
      functionName: resolve(notifier.notify.functionName),
      concurrency: 8,
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 512,
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  test('lets no event in before that is settled', () => {
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const [reservation] = Object.keys(template.findResources('Custom::ConcurrencyReservation'));

    expect(rule?.DependsOn).toContain(reservation);
  });

  test('has one provider for the reservations of all audiences', () => {
    const { template } = synthesiseStack({ audiences: [{ name: 'security' }, { name: 'database' }] });
    const tokens = Object.values(template.findResources('Custom::ConcurrencyReservation')).map(
      ({ Properties }) => JSON.stringify(Properties.ServiceToken),
    );

    expect(tokens).toEqual([tokens[0], tokens[0]]);
  });
});

const modes: DeliveryMode[] = [
  { mode: 'direct' },
  ...Array.from({ length: 8 }, (_, index) => ({ mode: 'direct', reservedConcurrency: index + 2 }) as const),
  { mode: 'buffered', windowSeconds: 60 },
];

describe.each(modes)('%j', (delivery) => {
  const { publishIntervalMs } = functionConfigIn(synthesise({ delivery }).template);
  /** How many messages so many instances send in the worst second. */
  const busiest = (instances: number) => instances * (Math.floor(1000 / publishIntervalMs) + 1);

  test('publishes fewer than ten messages in any second', () => {
    expect(busiest(maxConcurrency(delivery))).toBeLessThan(10);
  });
});

test('in a new account, which runs ten functions, direct delivery publishes ten at most, and nine on average', () => {
  const { publishIntervalMs } = functionConfigIn(synthesise().template);

  expect(10 * (Math.floor(1000 / publishIntervalMs) + 1)).toBe(10);
  expect(10 * (1000 / publishIntervalMs)).toBeLessThan(9);
});

describe('buffered delivery', () => {
  const { template, notifier, resolve, arnByName } = synthesise({
    delivery: { mode: 'buffered', windowSeconds: 120 },
  });
  const { buffer, notify, deadLetterQueue, rule } = notifier;

  test('the rule hands events to the buffer, for a day, and then to the dead-letter queue', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [
        {
          Id: 'Target0',
          Arn: resolve(buffer?.queue.queueArn),
          RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: resolve(deadLetterQueue.queueArn) },
        },
      ],
    });
    template.resourceCountIs('AWS::Lambda::Permission', 0);
  });

  test('the buffer is encrypted, and keeps what fails five times in a queue of its own for 14 days', () => {
    template.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    template.resourceCountIs('AWS::SQS::Queue', 4);
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: {
        deadLetterTargetArn: resolve(buffer?.deadLetterQueue.queueArn),
        maxReceiveCount: 5,
      },
      VisibilityTimeout: 6 * 60 + 120,
    });
  });

  test('the buffer takes messages from EventBridge for this rule alone, over TLS', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [resolve(buffer?.queue.queueUrl)],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:*',
            Resource: resolve(buffer?.queue.queueArn),
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Sid: 'TheRuleSends',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: resolve(buffer?.queue.queueArn),
            Condition: { ArnEquals: { 'aws:SourceArn': arnByName(rule) } },
          },
          {
            Sid: 'OnlyTheRuleSends',
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 'sqs:SendMessage',
            Resource: resolve(buffer?.queue.queueArn),
            Condition: { ArnNotEquals: { 'aws:SourceArn': arnByName(rule) } },
          },
        ],
      },
    });
  });

  test('the function reads up to 80 events of a window, two instances at most, and reports which failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: resolve(buffer?.queue.queueArn),
      FunctionName: resolve(notify.functionName),
      BatchSize: 80,
      MaximumBatchingWindowInSeconds: 120,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test('the function has a minute, and waits between two messages', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 60,
      ReservedConcurrentExecutions: Match.absent(),
      Environment: { Variables: { PUBLISH_INTERVAL_MS: '1120' } },
    });
  });

  test('an alarm goes off when events wait for longer than a crash explains', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.queue.queueName) }],
      // Every message may gather, be hidden while the function crashes, and gather again.
      Threshold: 2 * 120 + 600,
    });
  });

  test('an alarm is on while an event waits in the dead-letter queue of the buffer', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.deadLetterQueue.queueName) }],
      Threshold: 1,
    });
  });

  // SQS does not count what it moves to a dead-letter queue as sent.
  test('an alarm goes off with every further event in the dead-letter queue of the buffer', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: [
        { Expression: 'DIFF(waiting)', Id: 'expr_1' },
        {
          Id: 'waiting',
          MetricStat: {
            Metric: {
              MetricName: 'ApproximateNumberOfMessagesVisible',
              Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.deadLetterQueue.queueName) }],
            },
            Stat: 'Maximum',
            Period: 60,
          },
          ReturnData: false,
        },
      ],
      Threshold: 1,
    });
  });

  // Lambda counts no error there.
  test('an alarm goes off when a batch fails in part', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Test/SessionNotifier',
      MetricName: 'FailedInBatch',
      Statistic: 'Sum',
      Period: 60,
      Threshold: 1,
    });
  });

  test('has three alarms more than direct delivery', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 13);
  });
});

describe('deduplication', () => {
  test('is off unless asked for', () => {
    const { template } = synthesise();

    template.resourceCountIs('AWS::DynamoDB::Table', 0);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { LEDGER_TABLE: Match.absent() } },
    });
  });

  test('has a table that forgets by itself, is paid by use, goes with the stack, and is known to the function', () => {
    const { template } = synthesise({ deduplicate: true });
    const [table] = Object.keys(template.findResources('AWS::DynamoDB::Table'));

    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
      DeletionPolicy: 'Delete',
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { LEDGER_TABLE: { Ref: table } } },
    });
  });
});
