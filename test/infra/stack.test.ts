import { expect, test } from '@jest/globals';
import { App, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { SessionNotifierStack } from '../../infra/stack.ts';
import { unbundledContext } from './synthesise.ts';

const app = new App({ context: unbundledContext });
const stack = new SessionNotifierStack(app, 'SsmSessionNotifier', {
  notifier: {
    subscribers: {
      email: ['you@example.com'],
      sms: ['+15555550100'],
      https: ['https://example.com/hook'],
      sqs: ['arn:aws:sqs:eu-central-1:111122223333:alerts'],
      lambda: ['arn:aws:lambda:eu-central-1:111122223333:function:alerts'],
    },
    alarms: { email: 'ops@example.com' },
  },
});

test('a stack with every kind of reader passes the CloudFormation and the AwsSolutions rules', () => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

  expect(() => app.synth()).not.toThrow();
});

test('the outputs say where the parts are that a person has to find', () => {
  const { topic, notify, deadLetterQueue, failureQueue } = stack.notifier;
  const values = {
    TopicArn: topic.topicArn,
    FunctionName: notify.functionName,
    DeadLetterQueueUrl: deadLetterQueue.queueUrl,
    FailureQueueUrl: failureQueue.queueUrl,
  };

  for (const [name, value] of Object.entries(values)) {
    Template.fromStack(stack).hasOutput(name, {
      Value: stack.resolve(value),
      Description: Match.anyValue(),
    });
  }
});

test('the template is as reviewed', () => {
  const template = JSON.stringify(Template.fromStack(stack).toJSON());

  expect(JSON.parse(template.replaceAll(/[0-9a-f]{64}\.zip/g, 'function.zip'))).toMatchSnapshot();
});
