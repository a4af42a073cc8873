import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Delivery, deliveryFailures } from './delivery-failures.ts';

export interface AlarmsProps {
  /** What is watched. */
  readonly delivery: Delivery;
  /** The topics whose subscribers are notified. */
  readonly topics: readonly ITopic[];
}

/** One alarm for each way in which an alert can be late or lost. A single occurrence sets it off. */
export class Alarms extends Construct {
  /** How many there are. */
  readonly count: number;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);

    const actions = props.topics.map((topic) => new SnsAction(topic));
    const failures = Object.entries(deliveryFailures(props.delivery));
    this.count = failures.length;
    for (const [name, { metric, threshold = 1, description }] of failures) {
      const alarm = new Alarm(this, name, {
        alarmDescription: description,
        metric,
        threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 1,
        // Most of these metrics exist only while something fails.
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(...actions);
    }
  }
}
