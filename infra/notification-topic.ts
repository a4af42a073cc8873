import { AnyPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { arnBeside } from './arn.ts';

/**
 * The AWS managed key for SNS. Its policy lets any publisher of the account use it through SNS: no key to pay for, or to
 * grant. It has to be written as this alias: by its ARN it is not made in an account that never used it.
 */
const AWS_MANAGED_KEY = 'alias/aws/sns';

export interface NotificationTopicProps {
  /** The sender's name in an email, and the prefix of a text message. */
  readonly displayName: string;
  /** The one role that may publish. */
  readonly publisher: IRole;
  /**
   * A KMS key to encrypt under, by its ARN or, beside the stack, its id.
   * @default - the AWS managed key for SNS
   */
  readonly kmsKeyArn?: string | undefined;
}

/** The topic that readers subscribe to. An alert on it can only come from the notifier. */
export class NotificationTopic extends Topic {
  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id, { displayName: props.displayName, enforceSSL: true });

    const key = props.kmsKeyArn && arnBeside(scope, props.kmsKeyArn, { service: 'kms', kind: 'key' });
    (this.node.defaultChild as CfnTopic).kmsMasterKeyId = key ?? AWS_MANAGED_KEY;
    if (key !== undefined) {
      // @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      props.publisher.addToPrincipalPolicy(
        new PolicyStatement({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key] }),
      );
    }
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
