import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { copiesOf, type DeliveryMode } from '../../infra/delivery-mode.ts';
import { readConfig as readFunctionConfig } from '../../lambda/config.ts';
import { synthesise, synthesiseStack } from './synthesise.ts';

/** What an account had for functions without a reservation, in the place of the answer that a deployment would get. */
function functionConfigIn(template: ReturnType<typeof synthesise>['template'], unreserved: number) {
  const [notify] = Object.values(
    template.findResources('AWS::Lambda::Function', { Properties: { MemorySize: 512 } }),
  );
  const { CONCURRENCY } = notify?.Properties.Environment.Variables ?? {};
  const answered = typeof CONCURRENCY === 'string' ? CONCURRENCY : filledIn(CONCURRENCY, unreserved);
  return readFunctionConfig({
    TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:topic',
    CONCURRENCY: answered,
  });
}

function filledIn(
  joined: { 'Fn::Join': [string, (string | { 'Fn::GetAtt': string[] })[]] },
  unreserved: number,
) {
  const [separator, parts] = joined['Fn::Join'];
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      expect(part['Fn::GetAtt'][1]).toBe('AccountLimit.UnreservedConcurrentExecutions');
      return String(unreserved);
    })
    .join(separator);
}

describe('direct delivery', () => {
  const { template, notifier, resolve } = synthesise();

  test('has no queue between the rule and the function', () => {
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 0);
    template.resourceCountIs('AWS::SQS::Queue', 2);
  });

  test('asks for four copies, and goes on where the account has none to spare', () => {
    const [call] = Object.values(template.findResources('Custom::AWS')).filter(({ Properties }) =>
      JSON.stringify(Properties.Create).includes('PutFunctionConcurrency'),
    );
    const created = JSON.stringify(call?.Properties.Create);
    expect(created).toContain('\\"ReservedConcurrentExecutions\\":4');
    expect(created).toContain(JSON.stringify(resolve(notifier.notify.functionName)));
    expect(created).toContain('\\"ignoreErrorCodesMatching\\":\\"InvalidParameterValueException\\"');
    expect(JSON.stringify(call?.Properties.Delete)).toContain('DeleteFunctionConcurrency');
    template.hasResourceProperties('AWS::Lambda::Function', {
      MemorySize: 512,
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  test('lets no event in before that is settled', () => {
    const [rule] = Object.values(template.findResources('AWS::Events::Rule'));
    const calls = Object.entries(template.findResources('Custom::AWS'));
    const [reservation] = calls.filter(([, { Properties }]) =>
      JSON.stringify(Properties.Create).includes('PutFunctionConcurrency'),
    );
    expect(rule?.DependsOn).toContain(reservation?.[0]);
  });

  test('asks once what the account has, for all audiences together', () => {
    const { template } = synthesiseStack({ audiences: [{ name: 'security' }, { name: 'database' }] });
    const calls = Object.values(template.findResources('Custom::AWS')).map(({ Properties }) =>
      JSON.stringify(Properties.Create),
    );
    expect(calls.filter((call) => call.includes('GetAccountSettings'))).toHaveLength(1);
    expect(calls.filter((call) => call.includes('PutFunctionConcurrency'))).toHaveLength(2);
    // Eight copies in all leave a hundred of 108, and no less.
    expect(functionConfigIn(template, 108).publishIntervalMs).toBe(510);
    expect(functionConfigIn(template, 107).publishIntervalMs).toBe(11_889);
  });
});

const modes: DeliveryMode[] = [
  { mode: 'direct' },
  ...Array.from({ length: 9 }, (_, index) => ({ mode: 'direct', reservedConcurrency: index + 1 }) as const),
  { mode: 'buffered', windowSeconds: 60 },
];

describe.each(modes)('%j', (delivery) => {
  const { template } = synthesise({ delivery });

  test('publishes fewer than ten messages in any second where the account has copies to spare', () => {
    const { publishIntervalMs } = functionConfigIn(template, 1000);

    expect(copiesOf(delivery) * (Math.floor(1000 / publishIntervalMs) + 1)).toBeLessThan(10);
  });

  test('publishes no more than ten in any second of a new account, which runs ten functions', () => {
    const { publishIntervalMs } = functionConfigIn(template, 10);
    const copies = delivery.mode === 'buffered' ? copiesOf(delivery) : 10;

    expect(copies * (Math.floor(1000 / publishIntervalMs) + 1)).toBeLessThanOrEqual(10);
  });

  test.each([50, 100])('holds an average below ten in an account that runs %d functions', (unreserved) => {
    const { publishIntervalMs } = functionConfigIn(template, unreserved);
    const copies = delivery.mode === 'buffered' ? copiesOf(delivery) : unreserved;

    expect(copies * (1000 / publishIntervalMs)).toBeLessThan(10);
  });
});

describe('buffered delivery', () => {
  const { template, notifier, resolve } = synthesise({ delivery: { mode: 'buffered', windowSeconds: 120 } });
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
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: Match.arrayWith(['sqs:SendMessage']),
            Resource: resolve(buffer?.queue.queueArn),
            Condition: { ArnEquals: { 'aws:SourceArn': resolve(rule.ruleArn) } },
          },
        ],
      },
    });
  });

  test('the function reads up to 80 events of a window, two copies at most, and reports which failed', () => {
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
      Environment: { Variables: { CONCURRENCY: '{"copies":2}' } },
    });
  });

  test('alarms go off when events wait for longer than a crash explains, and when one ends beside the buffer', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.queue.queueName) }],
      // Every message may gather, be hidden while the function crashes, and gather again.
      Threshold: 2 * 120 + 600,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.deadLetterQueue.queueName) }],
      Threshold: 1,
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 9);
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
