import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface NotificationTopicProps {
  /** The sender's name in an email, and the prefix of a text message. */
  readonly displayName: string;
  /** The one role that may publish. */
  readonly publisher: IRole;
}

/** The topic that readers subscribe to. An alert on it can only come from the notifier. */
export class NotificationTopic extends Topic {
  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id, {
      displayName: props.displayName,
      // AWS owns this key's policy, which lets any publisher of the account use it through SNS: no key to pay for or to grant.
      masterKey: Alias.fromAliasName(scope, `${id}Key`, 'alias/aws/sns'),
      enforceSSL: true,
    });

    props.publisher.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topicArn] }),
    );
    // Many roles may publish to every topic of an account. None of them may forge an alert.
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTheNotifierPublishes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': props.publisher.roleArn } },
      }),
    );
  }
}
