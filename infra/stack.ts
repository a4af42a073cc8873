import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { SessionNotifier, type SessionNotifierProps } from './session-notifier.ts';

export interface SessionNotifierStackProps extends StackProps {
  /** What the notifier is told to do. */
  readonly notifier: SessionNotifierProps;
}

/** One notifier, and what a person needs to find its parts. */
export class SessionNotifierStack extends Stack {
  readonly notifier: SessionNotifier;

  constructor(scope: Construct, id: string, props: SessionNotifierStackProps) {
    super(scope, id, props);

    this.notifier = new SessionNotifier(this, 'SessionNotifier', props.notifier);

    new CfnOutput(this, 'TopicArn', {
      description: 'Subscribe to this topic to read the alerts.',
      value: this.notifier.topic.topicArn,
    });
    new CfnOutput(this, 'FunctionName', {
      description: 'Writes and publishes the alerts.',
      value: this.notifier.notify.functionName,
    });
    new CfnOutput(this, 'DeadLetterQueueUrl', {
      description: 'Keeps events that EventBridge could not hand to the function.',
      value: this.notifier.deadLetterQueue.queueUrl,
    });
    new CfnOutput(this, 'FailureQueueUrl', {
      description: 'Keeps events that the function could not send an alert for.',
      value: this.notifier.failureQueue.queueUrl,
    });
  }
}
