import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** What an event passes on its way to the readers, and where it ends when it cannot go on. */
export interface Delivery {
  /** Picks the session calls out of everything that happens in the account. */
  readonly rule: IRule;
  /** Keeps events that EventBridge could not hand to the function. */
  readonly deadLetterQueue: IQueue;
  /** Turns an event into an alert. */
  readonly notify: IFunction;
  /** Keeps events that the function could not send an alert for. */
  readonly failureQueue: IQueue;
  /** Carries alerts to the subscribers. */
  readonly topic: ITopic;
}

export interface DeliveryFailure {
  /** Is 1 or more when it happens. */
  readonly metric: IMetric;
  /** What happened and what to do next, for a person who reads nothing else. */
  readonly description: string;
}

const period = Duration.minutes(1);
const SUM = { period, statistic: Stats.SUM };
const MAXIMUM = { period, statistic: Stats.MAXIMUM };

/** The ways in which an alert can be late or lost, in the order of the journey. The keys name the alarms. */
export function deliveryFailures(delivery: Delivery): Record<string, DeliveryFailure> {
  const { rule, deadLetterQueue, notify, failureQueue, topic } = delivery;
  return {
    EventNotHandedOver: {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'EventBridge could not hand a session event to the function, so nobody was told. The event is kept in the ' +
        'dead-letter queue for 14 days. Read the attribute ERROR_MESSAGE of the message there, remove the cause, ' +
        'then send the event again.',
    },
    EventLostBeforeFunction: {
      // The metric's name ends in "Dlq". CloudWatch accepts any other spelling, for an alarm that never goes off.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { RuleName: rule.ruleName },
        ...SUM,
      }),
      description:
        'EventBridge could neither hand a session event to the function nor keep it in the dead-letter queue: it is ' +
        'lost, and nobody was told. Look the session up in the CloudTrail event history, and check that the queue ' +
        'exists and that its policy lets this rule send.',
    },
    FunctionFailing: {
      metric: notify.metricErrors(SUM),
      description:
        'An attempt to send an alert failed. Lambda tries twice more within minutes, so the alert may only be late: ' +
        'if it fails for good, the event ends in the failure queue. Read the error in the log of the function.',
    },
    FunctionThrottled: {
      metric: notify.metricThrottles(SUM),
      description:
        'Lambda had no room to run the function, so alerts are late. It keeps trying for 6 hours. Find what uses up ' +
        'the concurrency of this account in this Region, or ask AWS for a higher limit.',
    },
    EventDropped: {
      metric: notify.metric('AsyncEventsDropped', SUM),
      description:
        'Lambda gave up on a session event, so nobody was told. The event should be in the failure queue: send it ' +
        'again from there. If it is not, look the session up in the CloudTrail event history.',
    },
    EventNotNotified: {
      metric: failureQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'Every attempt to send the alert for a session event failed, so nobody was told. The event is kept in the ' +
        'failure queue for 14 days. Read the error in the message there, remove the cause, then send the event again.',
    },
    EventLostAfterFunction: {
      metric: notify.metric('DestinationDeliveryFailures', SUM),
      description:
        'Lambda could not keep a failed session event in the failure queue: it is lost, and nobody was told. Look ' +
        'the session up in the CloudTrail event history, and check that the queue exists and that the role of the ' +
        'function may send to it.',
    },
    SubscriberNotReached: {
      metric: topic.metricNumberOfNotificationsFailed(SUM),
      description:
        'SNS could not deliver an alert to a subscriber. The others are not affected. Check the subscriptions of the ' +
        'topic: an endpoint that is gone, a queue whose policy does not let the topic send, or the monthly limit on ' +
        'text messages.',
    },
  };
}
