import { Annotations, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { arnBeside } from './arn.ts';
import type { Subscribers } from './config/subscribers.ts';

type Kind = keyof Subscribers;

const PROTOCOLS: Record<Kind, SubscriptionProtocol> = {
  email: SubscriptionProtocol.EMAIL,
  sms: SubscriptionProtocol.SMS,
  https: SubscriptionProtocol.HTTPS,
  sqs: SubscriptionProtocol.SQS,
  lambda: SubscriptionProtocol.LAMBDA,
};

export interface SubscriptionsProps {
  /** What is subscribed to. */
  readonly topic: ITopic;
  /** Who subscribes. An address that is listed twice is subscribed once. */
  readonly subscribers: Subscribers;
  /** Those of the subscribers who stay subscribed when a later deployment does not name them. */
  readonly retained?: Subscribers;
}

/** Subscribes every reader to the topic, and opens the way to those whom AWS reaches only by permission. */
export class Subscriptions extends Construct {
  constructor(scope: Construct, id: string, { topic, subscribers, retained = {} }: SubscriptionsProps) {
    super(scope, id);

    for (const kind of Object.keys(PROTOCOLS) as Kind[]) {
      for (const subscriber of new Set(subscribers[kind])) {
        const endpoint = this.endpoint(kind, subscriber);
        const subscription = new Subscription(this, `${kind}:${subscriber}`, {
          topic,
          protocol: PROTOCOLS[kind],
          endpoint,
        });
        if (retained[kind]?.includes(subscriber)) {
          subscription.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        }
        if (kind === 'lambda') this.allowInvocation(subscriber, endpoint, topic);
        if (kind === 'sqs') this.outputQueuePolicy(subscriber, endpoint, topic);
      }
    }

    if (this.node.children.length === 0) {
      Annotations.of(this).addWarningV2(
        'ssm-session-notifier:no-subscribers',
        'No subscriber is named here: nobody is notified of sessions but who is subscribed to the topic already.',
      );
    }
  }

  /** A queue or a function by its name is the one beside the stack. */
  private endpoint(kind: Kind, subscriber: string): string {
    if (kind === 'sqs') return arnBeside(this, subscriber, { service: 'sqs' });
    return kind === 'lambda'
      ? arnBeside(this, subscriber, { service: 'lambda', kind: 'function' })
      : subscriber;
  }

  /** Lets the topic invoke a function. `addPermission` grants nothing while the account is not known. */
  private allowInvocation(subscriber: string, functionArn: string, topic: ITopic): void {
    new CfnPermission(this, `permission:${subscriber}`, {
      functionName: functionArn,
      action: 'lambda:InvokeFunction',
      principal: 'sns.amazonaws.com',
      sourceArn: topic.topicArn,
    });
  }

  /** A queue has one policy. To set it from here would overwrite its owner's, so the owner has to add the statement. */
  private outputQueuePolicy(subscriber: string, queueArn: string, topic: ITopic): void {
    const statement = new PolicyStatement({
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    });
    new CfnOutput(this, `policy:${subscriber}`, {
      description: `Add this statement to the policy of ${subscriber}, which must not be encrypted under alias/aws/sqs. Otherwise the queue stays empty.`,
      value: Stack.of(this).toJsonString(statement.toStatementJson()),
    });
  }
}
