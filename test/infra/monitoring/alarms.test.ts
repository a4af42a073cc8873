import { describe, expect, test } from '@jest/globals';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { synthesiseStack } from '../../support/synthesise.ts';

const { notifier, template, resolve } = synthesiseStack({
  alarms: { email: 'ops@example.com', topicArn: 'arn:aws:sns:eu-central-1:111122223333:alarms' },
});
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));

const { rule, deadLetterQueue, notify, failureQueue, topic } = notifier('everyone');
const ofRule = { Name: 'RuleName', Value: resolve(rule.ruleName) };
const ofDeadLetterQueue = { Name: 'QueueName', Value: resolve(deadLetterQueue.queueName) };
const ofFunction = { Name: 'FunctionName', Value: resolve(notify.functionName) };
const ofFailureQueue = { Name: 'QueueName', Value: resolve(failureQueue.queueName) };
const ofTopic = { Name: 'TopicName', Value: resolve(topic.topicName) };

test.each([
  [
    'an event waits in the dead-letter queue',
    'AWS/SQS',
    'ApproximateNumberOfMessagesVisible',
    'Maximum',
    ofDeadLetterQueue,
  ],
  [
    'an event could not even be put into the dead-letter queue',
    'AWS/Events',
    'InvocationsFailedToBeSentToDlq',
    'Sum',
    ofRule,
  ],
  ['the function fails', 'AWS/Lambda', 'Errors', 'Sum', ofFunction],
  ['Lambda drops an event', 'AWS/Lambda', 'AsyncEventsDropped', 'Sum', ofFunction],
  [
    'another event is added to the dead-letter queue',
    'AWS/SQS',
    'NumberOfMessagesSent',
    'Sum',
    ofDeadLetterQueue,
  ],
  ['another event is added to the failure queue', 'AWS/SQS', 'NumberOfMessagesSent', 'Sum', ofFailureQueue],
  [
    'an event waits in the failure queue',
    'AWS/SQS',
    'ApproximateNumberOfMessagesVisible',
    'Maximum',
    ofFailureQueue,
  ],
  [
    'an event could not even be put into the failure queue',
    'AWS/Lambda',
    'DestinationDeliveryFailures',
    'Sum',
    ofFunction,
  ],
  ['SNS cannot deliver to a subscriber', 'AWS/SNS', 'NumberOfNotificationsFailed', 'Sum', ofTopic],
])('an alarm goes off within a minute when %s (%s %s)', (_, namespace, metric, statistic, dimension) => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: namespace,
    MetricName: metric,
    Statistic: statistic,
    Dimensions: [dimension],
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Period: 60,
    TreatMissingData: 'notBreaching',
  });
});

test('an alarm goes off when an event has waited ten minutes for the function', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/Lambda',
    MetricName: 'AsyncEventAge',
    Statistic: 'Maximum',
    Dimensions: [ofFunction],
    Threshold: 600_000,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
});

test('there is one alarm for each of these failures, and none besides', () => {
  expect(alarms).toHaveLength(10);
});

test('every alarm says what happened and what to do next', () => {
  for (const alarm of alarms) {
    expect(alarm.Properties.AlarmDescription).toMatch(/\b(Read|Look|Find|Check|send)\b/);
  }
});

test('every alarm notifies both the address and the existing topic', () => {
  const [alarmTopic] = Object.keys(
    template.findResources('AWS::SNS::Topic', { Properties: { DisplayName: 'SSM session notifier alarm' } }),
  );

  for (const alarm of alarms) {
    expect(alarm.Properties.AlarmActions).toEqual([
      { Ref: alarmTopic },
      'arn:aws:sns:eu-central-1:111122223333:alarms',
    ]);
  }
});

describe('the topic made for the address', () => {
  const [alarmTopic] = Object.entries(
    template.findResources('AWS::SNS::Topic', { Properties: { DisplayName: 'SSM session notifier alarm' } }),
  );
  const topicArn = { Ref: alarmTopic?.[0] };

  test('mails it', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: topicArn,
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  test('is not encrypted, as CloudWatch could not publish to it', () => {
    expect(alarmTopic?.[1].Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  test('takes messages from alarms of this account, over TLS', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [topicArn],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sns:Publish',
            Resource: topicArn,
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Resource: topicArn,
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':cloudwatch:',
                      { Ref: 'AWS::Region' },
                      ':',
                      { Ref: 'AWS::AccountId' },
                      ':alarm:*',
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });
});

describe('without a recipient', () => {
  const { stack, template } = synthesiseStack({});
  const [alarmTopic] = Object.keys(
    template.findResources('AWS::SNS::Topic', { Properties: { DisplayName: 'SSM session notifier alarm' } }),
  );

  test('the alarms reach a topic all the same, for whoever is subscribed to it already', () => {
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: alarmTopic }] });
  });

  test('a warning says so', () => {
    Annotations.fromStack(stack).hasWarning(
      '/Test/alarms',
      Match.stringLikeRegexp('The alarms have no recipient here: .* -c alarms=ops@example.com'),
    );
  });
});

test('with nobody but an existing topic, none is made', () => {
  const { stack, template } = synthesiseStack({ alarms: { topicArn: 'alarms' } });

  template.resourceCountIs('AWS::SNS::Topic', 1);
  Annotations.fromStack(stack).hasNoWarning('/Test/alarms', Match.anyValue());
});

test('an existing topic by its name is the one in the account and Region of the stack', () => {
  const { template } = synthesiseStack({ alarms: { topicArn: 'alarms' } });

  template.allResourcesProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [
      {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':sns:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':alarms',
          ],
        ],
      },
    ],
  });
});

test('several addresses are mailed through one topic', () => {
  const { template } = synthesiseStack({ alarms: { email: ['ops@example.com', 'night@example.com'] } });

  template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Protocol: 'email' }, 2);
});

test('an address from the command line stays when a later deployment does not name it', () => {
  const { template } = synthesiseStack(
    { alarms: { email: 'ops@example.com' } },
    { alarms: 'night@example.com' },
  );

  template.hasResource('AWS::SNS::Subscription', {
    Properties: { Endpoint: 'night@example.com' },
    DeletionPolicy: 'RetainExceptOnCreate',
  });
  template.hasResource('AWS::SNS::Subscription', {
    Properties: { Endpoint: 'ops@example.com' },
    DeletionPolicy: Match.absent(),
  });
});

test('two audiences have ten alarms each, and one topic that mails them all', () => {
  const { template } = synthesiseStack({
    alarms: { email: 'ops@example.com' },
    audiences: [{ name: 'security' }, { name: 'database' }],
  });

  template.resourceCountIs('AWS::CloudWatch::Alarm', 20);
  const [alarmTopic] = Object.keys(
    template.findResources('AWS::SNS::Topic', { Properties: { DisplayName: 'SSM session notifier alarm' } }),
  );
  template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: alarmTopic }] });
  template.resourcePropertiesCountIs('AWS::SNS::Subscription', { Endpoint: 'ops@example.com' }, 1);
});
