import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Who learns that the notifier itself is failing. */
export interface AlarmRecipients {
  /**
   * An address that is mailed, through a topic made for it.
   * @default - nobody is mailed
   */
  readonly email?: string;
  /**
   * ARN of an existing topic whose policy lets CloudWatch alarms publish.
   * @default - no existing topic is used
   */
  readonly topicArn?: string;
}

/** The topics that reach the recipients. One address is asked once to confirm, however many alarms there are. */
export function alarmTopics(scope: Construct, { email, topicArn }: AlarmRecipients): ITopic[] {
  const topics: ITopic[] = [];
  if (email !== undefined) topics.push(new AlarmTopic(scope, 'Topic', { email }));
  if (topicArn !== undefined) topics.push(Topic.fromTopicArn(scope, 'ExistingTopic', topicArn));
  return topics;
}

export interface AlarmTopicProps {
  /** The address that is mailed when an alarm goes off. */
  readonly email: string;
}

/**
 * Mails alarms about the notifier itself.
 *
 * It is not encrypted: CloudWatch cannot publish to a topic under the free `alias/aws/sns` key, and a key of its own
 * costs 1 USD a month to protect nothing, for an alarm says only which part of the notifier fails.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id, { displayName: 'SSM session notifier alarm', enforceSSL: true });

    const stack = Stack.of(this);
    // A topic with a policy of its own no longer has the default one, through which alarms otherwise publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccountPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    new Subscription(this, `email:${props.email}`, {
      topic: this,
      protocol: SubscriptionProtocol.EMAIL,
      endpoint: props.email,
    });
  }
}
