import { Annotations, ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { arnBeside } from '../arn.ts';
import type { AlarmRecipients } from '../config/alarms.ts';

export interface AlarmTopicOptions {
  /** The addresses that stay subscribed when a later deployment does not name them. */
  readonly retained?: readonly string[];
}

/**
 * The topics that reach the recipients of the alarms. Unless they have one of their own there is one for addresses, also
 * where none is named: those that are subscribed otherwise stay. One address is asked once to confirm, however many alarms
 * there are.
 */
export function alarmTopics(
  scope: Construct,
  { email, topicArn }: AlarmRecipients,
  { retained = [] }: AlarmTopicOptions = {},
): ITopic[] {
  const topics: ITopic[] = [];
  const addresses = [email ?? []].flat();
  if (addresses.length > 0 || topicArn === undefined) {
    topics.push(new AlarmTopic(scope, 'Topic', { addresses, retained }));
  }
  if (topicArn !== undefined) {
    const existing = arnBeside(scope, topicArn, { service: 'sns' });
    topics.push(Topic.fromTopicArn(scope, 'ExistingTopic', existing));
  }
  if (addresses.length === 0 && topicArn === undefined) {
    Annotations.of(scope).addWarningV2(
      'ssm-session-notifier:no-alarm-recipients',
      "The alarms have no recipient here: when the notifier itself fails, nobody is notified but who is subscribed to the alarms' topic already. Name one: alarms: { email: 'ops@example.com' } in notifier.config.ts, or -c alarms=ops@example.com.",
    );
  }
  return topics;
}

export interface AlarmTopicProps extends AlarmTopicOptions {
  /** The addresses that are mailed when an alarm goes off. */
  readonly addresses: readonly string[];
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
  constructor(scope: Construct, id: string, { addresses, retained = [] }: AlarmTopicProps) {
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
    for (const endpoint of addresses) {
      const subscription = new Subscription(this, `email:${endpoint}`, {
        topic: this,
        protocol: SubscriptionProtocol.EMAIL,
        endpoint,
      });
      if (retained.includes(endpoint)) {
        subscription.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
      }
    }
  }
}
