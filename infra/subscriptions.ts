import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Subscription, SubscriptionProtocol } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Who reads the alerts. Each list holds addresses of one kind. */
export interface Subscribers {
  /**
   * Addresses that are mailed, once the link in the first mail has been followed.
   * @default - nobody is mailed
   */
  readonly email?: readonly string[];
  /**
   * Phone numbers in E.164 form, such as +15555550100.
   * @default - no text messages are sent
   */
  readonly sms?: readonly string[];
  /**
   * `https://` endpoints. They receive the alert in an SNS envelope, and have to confirm the subscription.
   * @default - no endpoint is called
   */
  readonly https?: readonly string[];
  /**
   * ARNs of existing queues. They receive the alert in an SNS envelope, once their own policy lets the topic send:
   * the statement to add is an output of the stack.
   * @default - no queue is filled
   */
  readonly sqs?: readonly string[];
  /**
   * ARNs of existing functions in the account and Region of the stack.
   * @default - no function is invoked
   */
  readonly lambda?: readonly string[];
}

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
}

/** Subscribes every reader to the topic, and opens the way to those whom AWS reaches only by permission. */
export class Subscriptions extends Construct {
  constructor(scope: Construct, id: string, { topic, subscribers }: SubscriptionsProps) {
    super(scope, id);

    for (const kind of Object.keys(PROTOCOLS) as Kind[]) {
      for (const endpoint of new Set(subscribers[kind])) {
        new Subscription(this, `${kind}:${endpoint}`, { topic, protocol: PROTOCOLS[kind], endpoint });
        if (kind === 'lambda') this.allowInvocation(endpoint, topic);
        if (kind === 'sqs') this.outputQueuePolicy(endpoint, topic);
      }
    }

    if (this.node.children.length === 0) {
      Annotations.of(this).addInfo('Nobody is told about sessions until someone subscribes to the topic.');
    }
  }

  /** Not by `addPermission`, which grants nothing for a function of another stack while the account is not known. */
  private allowInvocation(functionArn: string, topic: ITopic): void {
    new CfnPermission(this, `permission:${functionArn}`, {
      functionName: functionArn,
      action: 'lambda:InvokeFunction',
      principal: 'sns.amazonaws.com',
      sourceArn: topic.topicArn,
    });
  }

  /** A queue has one policy. To set it from here would overwrite its owner's, so the owner has to add the statement. */
  private outputQueuePolicy(queueArn: string, topic: ITopic): void {
    const statement = new PolicyStatement({
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    });
    new CfnOutput(this, `policy:${queueArn}`, {
      description: `Add this statement to the policy of ${queueArn}. Without it the queue stays empty.`,
      value: Stack.of(this).toJsonString(statement.toStatementJson()),
    });
  }
}
