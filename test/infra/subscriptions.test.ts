import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { synthesise, synthesiseStack } from '../support/synthesise.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:alerts';
const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:alerts';

const subscribed = synthesise({
  subscribers: {
    email: ['freja@example.org', 'you@example.com', 'freja@example.org'],
    sms: ['+15555550100'],
    https: ['https://global.sns-api.chatbot.amazonaws.com'],
    sqs: [queueArn],
    lambda: [functionArn],
  },
});

test.each([
  ['email', 'freja@example.org'],
  ['email', 'you@example.com'],
  ['sms', '+15555550100'],
  ['https', 'https://global.sns-api.chatbot.amazonaws.com'],
  ['sqs', queueArn],
  ['lambda', functionArn],
])('a reader by %s is subscribed to the topic at %s', (protocol, endpoint) => {
  subscribed.template.hasResourceProperties('AWS::SNS::Subscription', {
    TopicArn: subscribed.resolve(subscribed.notifier.topic.topicArn),
    Protocol: protocol,
    Endpoint: endpoint,
  });
});

test('nobody is sent the raw message: the envelope is what confirms a subscription and proves the sender', () => {
  subscribed.template.allResourcesProperties('AWS::SNS::Subscription', {
    RawMessageDelivery: Match.absent(),
  });
});

test('an address that is listed twice is subscribed once', () => {
  subscribed.template.resourceCountIs('AWS::SNS::Subscription', 6);
});

test('an address keeps its subscription when the list around it changes', () => {
  const alone = synthesise({ subscribers: { email: ['you@example.com'] } });
  const [logicalId] = Object.keys(alone.template.findResources('AWS::SNS::Subscription'));

  expect(subscribed.template.findResources('AWS::SNS::Subscription')).toHaveProperty(
    [String(logicalId), 'Properties', 'Endpoint'],
    'you@example.com',
  );
});

test('an existing function lets the topic, and no other, invoke it', () => {
  subscribed.template.hasResourceProperties('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionArn,
    Principal: 'sns.amazonaws.com',
    SourceArn: subscribed.resolve(subscribed.notifier.topic.topicArn),
  });
});

describe('an existing queue', () => {
  test('keeps the policy that its owner gave it', () => {
    subscribed.template.resourceCountIs('AWS::SQS::QueuePolicy', 2);
  });

  test('is named in an output, with the statement that its owner has to add', () => {
    const outputs = subscribed.template.findOutputs('*', { Description: Match.stringLikeRegexp(queueArn) });
    const topicArn = 'arn:aws:sns:eu-central-1:111122223333:topic';
    const statements = Object.values(outputs).map(({ Value: { 'Fn::Join': join } }) =>
      JSON.parse(join[1].map((part: unknown) => (typeof part === 'string' ? part : topicArn)).join('')),
    );

    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ]);
  });
});

test('a queue and a function by their names are those in the account and Region of the stack', () => {
  const { template } = synthesise({ subscribers: { sqs: ['alerts'], lambda: ['notes:live'] } });
  const endpoints = Object.values(template.findResources('AWS::SNS::Subscription')).map(({ Properties }) =>
    Properties.Endpoint['Fn::Join'][1].map((part: unknown) =>
      typeof part === 'string' ? part : Object.values(part as object)[0],
    ),
  );

  expect(endpoints.map((parts) => parts.join(''))).toEqual([
    'arn:AWS::Partition:sqs:AWS::Region:AWS::AccountId:alerts',
    'arn:AWS::Partition:lambda:AWS::Region:AWS::AccountId:function:notes:live',
  ]);
});

describe('from the command line', () => {
  const { template } = synthesiseStack(
    { audiences: [{ name: 'everyone', subscribers: { email: ['freja@example.org'] } }, { name: 'night' }] },
    { email: 'you@example.com,freja@example.org', sms: '+15555550100' },
  );

  test.each(['you@example.com', '+15555550100'])(
    '%s stays subscribed when a later deployment does not name it',
    (Endpoint) => {
      template.hasResource('AWS::SNS::Subscription', {
        Properties: { Endpoint },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    },
  );

  test('an address that the file names, too, goes when the file no longer does', () => {
    template.hasResource('AWS::SNS::Subscription', {
      Properties: { Endpoint: 'freja@example.org' },
      DeletionPolicy: Match.absent(),
    });
  });
});

test('whoever deploys without a subscriber is warned that nobody will be notified', () => {
  const { notifier, template } = synthesise();

  template.resourceCountIs('AWS::SNS::Subscription', 0);
  Annotations.fromStack(Stack.of(notifier)).hasWarning(
    '/Test/SessionNotifier/Subscriptions',
    Match.stringLikeRegexp('^No subscriber is named here: nobody is notified of sessions'),
  );
});
