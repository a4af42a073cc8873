import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { LogCounts } from './log-counts.ts';

/** What an event passes on its way to the readers, and where it ends when it cannot go on. */
export interface Delivery {
  /** Picks the session calls out of everything that happens in the account. */
  readonly rule: IRule;
  /** Keeps events that EventBridge could not hand to the function, or to the buffer in front of it. */
  readonly deadLetterQueue: IQueue;
  /** Turns an event into an alert. */
  readonly notify: IFunction & { readonly counts: Pick<LogCounts, 'failedInBatch'> };
  /** Keeps events that the function could not send an alert for. */
  readonly failureQueue: IQueue;
  /** Carries alerts to the subscribers. */
  readonly topic: ITopic;
  /**
   * Where events gather on their way to the function.
   * @default - nowhere: they reach it directly
   */
  readonly buffer?: Buffer;
}

/** A queue that the function reads. */
export interface Buffer {
  readonly queue: IQueue;
  /** How long events gather there. */
  readonly window: Duration;
  /** Keeps events for which the function failed every time. */
  readonly deadLetterQueue: IQueue;
}

export interface DeliveryFailure {
  readonly metric: IMetric;
  /**
   * From which value on it happens.
   * @default 1
   */
  readonly threshold?: number;
  /** What happened and what to do next, for a person who reads nothing else. */
  readonly description: string;
}

const SEND_AGAIN =
  'send it again: npm run replay -- --queue URL --function NAME (both are outputs of the stack).';

const period = Duration.minutes(1);
const SUM = { period, statistic: Stats.SUM };
const MAXIMUM = { period, statistic: Stats.MAXIMUM };

/** Time to be told and, once, to come back after a crash; beyond the windows in which events gather. */
const PATIENCE = Duration.minutes(10);

/** The ways in which an alert can be late or lost, in the order of the journey. The keys name the alarms. */
export function deliveryFailures(delivery: Delivery): Record<string, DeliveryFailure> {
  const { rule, deadLetterQueue, notify, failureQueue, topic, buffer } = delivery;
  return {
    EventNotHandedOver: {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'EventBridge could not hand a session event over, so nobody was told. The event is kept in the dead-letter ' +
        'queue for 14 days. Read the attribute ERROR_MESSAGE of the message there, remove the cause, ' +
        `then ${SEND_AGAIN}`,
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
        'EventBridge could neither hand a session event over nor keep it in the dead-letter queue: it is lost, and nobody was told. Look the session up in the CloudTrail event history, and check that the queue ' +
        'exists and that its policy lets this rule send.',
    },
    FunctionFailing: {
      metric: notify.metricErrors(SUM),
      description:
        'An attempt to send an alert failed. It is made again within minutes, so the alert may only be late: if it ' +
        'fails for good, the event is kept in a queue. Read the error in the log of the function.',
    },
    EventsWaiting: buffer ? eventsInBuffer(buffer) : eventsInLambda(notify),
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
        `failure queue for 14 days. Read the error in the message there, remove the cause, then ${SEND_AGAIN}`,
    },
    EventLostAfterFunction: {
      metric: notify.metric('DestinationDeliveryFailures', SUM),
      description:
        'Lambda could not keep a failed session event in the failure queue: it is lost, and nobody was told. Look ' +
        'the session up in the CloudTrail event history, and check that the queue exists and that the role of the ' +
        'function may send to it.',
    },
    ...(buffer && bufferFailures(buffer)),
    ...(notify.counts.failedInBatch && batchFailures(notify.counts.failedInBatch)),
    SubscriberNotReached: {
      metric: topic.metricNumberOfNotificationsFailed(SUM),
      description:
        'SNS could not deliver an alert to a subscriber. The others are not affected. Check the subscriptions of the ' +
        'topic: an endpoint that is gone, a queue whose policy does not let the topic send, or the monthly limit on ' +
        'text messages.',
    },
  };
}

/** A few copies of the function tell one event after the other: only a long wait is a fault. */
function eventsInLambda(notify: IFunction): DeliveryFailure {
  return {
    // In milliseconds: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    metric: notify.metric('AsyncEventAge', MAXIMUM),
    threshold: PATIENCE.toMilliseconds(),
    description:
      'A session event has waited ten minutes for the function, so alerts are late. Lambda keeps trying for six hours, ' +
      'then the event goes to the failure queue. Read the log of the function: it fails, or more happens than it can ' +
      'tell one by one; a buffer would tell it together. Else find what uses up the concurrency of this account.',
  };
}

function eventsInBuffer({ queue, window }: Buffer): DeliveryFailure {
  return {
    metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM),
    threshold: 2 * window.toSeconds() + PATIENCE.toSeconds(),
    description:
      'A session event has waited in the buffer for far longer than its window, so alerts are late. Read the log of ' +
      'the function: it fails, or more happens than it can tell.',
  };
}

/** Lambda counts no error where the run goes on and a part of its batch comes again. */
function batchFailures(failed: Metric): Record<string, DeliveryFailure> {
  return {
    BatchFailing: {
      metric: failed.with(SUM),
      description:
        'Some session events of a batch could not be told. They come again from the buffer, five times in all, so ' +
        'the alerts may only be late. Read the errors in the log of the function.',
    },
  };
}

function bufferFailures({ deadLetterQueue }: Buffer): Record<string, DeliveryFailure> {
  return {
    EventNotTold: {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'The function failed five times to send the alert for a buffered session event, so nobody was told. The event ' +
        "is kept in the buffer's dead-letter queue for 14 days. Read the error in the log of the function, remove the " +
        `cause, then ${SEND_AGAIN}`,
    },
  };
}
