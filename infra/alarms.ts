import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { type Delivery, deliveryFailures } from './delivery-failures.ts';

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

export interface AlarmsProps {
  /** What is watched. */
  readonly delivery: Delivery;
  /** Who is told. */
  readonly recipients: AlarmRecipients;
}

/** One alarm for each way in which an alert can be late or lost. A single occurrence sets it off. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);

    const actions = this.actionsFor(props.recipients);
    for (const [name, { metric, description }] of Object.entries(deliveryFailures(props.delivery))) {
      const alarm = new Alarm(this, name, {
        alarmDescription: description,
        metric,
        threshold: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        // Most of these metrics exist only while something fails.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(...actions);
    }
  }

  private actionsFor({ email, topicArn }: AlarmRecipients): IAlarmAction[] {
    const topics: ITopic[] = [];
    if (email !== undefined) topics.push(new AlarmTopic(this, 'Topic', { email }));
    if (topicArn !== undefined) topics.push(Topic.fromTopicArn(this, 'ExistingTopic', topicArn));
    return topics.map((topic) => new SnsAction(topic));
  }
}
