import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { batchFailures, bufferFailures, eventsInBuffer, type WatchedBuffer } from './buffer-failures.ts';
import { type DeliveryFailure, MAX_WAIT, MAXIMUM, SEND_AGAIN, SUM } from './delivery-failure.ts';
import type { LogMetrics } from './log-metrics.ts';

/** What an event passes on its way to the readers, and where it ends when it cannot go on. */
export interface Delivery {
  /** Picks the session calls out of everything that happens in the account. */
  readonly rule: IRule;
  /** Keeps events that EventBridge could not hand to the function, or to the buffer in front of it. */
  readonly deadLetterQueue: IQueue;
  /** Turns an event into an alert. */
  readonly notify: IFunction & { readonly logMetrics: Pick<LogMetrics, 'failedInBatch'> };
  /** Keeps events that the function could not send an alert for. */
  readonly failureQueue: IQueue;
  /** Carries alerts to the subscribers. */
  readonly topic: ITopic;
  /**
   * Where events gather on their way to the function.
   * @default - nowhere: they reach it directly
   */
  readonly buffer?: WatchedBuffer;
}

/**
 * The ways in which an alert can be late or lost, in the order of the journey. The keys name the alarms.
 *
 * Each queue for what failed has two: one that stays on while anything waits there, and one that goes off again with every
 * further event.
 */
export function deliveryFailures(delivery: Delivery): Record<string, DeliveryFailure> {
  const { rule, deadLetterQueue, notify, failureQueue, topic, buffer } = delivery;
  return {
    EventInDeadLetterQueue: {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'EventBridge could not hand a session event over, so nobody was notified. The event is kept in the dead-letter ' +
        'queue for 14 days. Read the attribute ERROR_MESSAGE of the message there, remove the cause, ' +
        `then ${SEND_AGAIN}`,
    },
    EventAddedToDeadLetterQueue: {
      metric: deadLetterQueue.metricNumberOfMessagesSent(SUM),
      description:
        'EventBridge could not hand another session event over, so nobody was notified. It is in the dead-letter queue. ' +
        `Read the attribute ERROR_MESSAGE of the messages there, remove the cause, then ${SEND_AGAIN}`,
    },
    EventLostByEventBridge: {
      // The metric's name ends in "Dlq". CloudWatch accepts any other spelling, for an alarm that never goes off.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'InvocationsFailedToBeSentToDlq',
        dimensionsMap: { RuleName: rule.ruleName },
        ...SUM,
      }),
      description:
        'EventBridge could neither hand a session event over nor keep it in the dead-letter queue: it is lost, and nobody was notified. Look the session up in the CloudTrail event history, and check that the queue ' +
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
        'Lambda gave up on a session event, so nobody was notified. The event should be in the failure queue: send it ' +
        'again from there. If it is not, look the session up in the CloudTrail event history.',
    },
    EventInFailureQueue: {
      metric: failureQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'Every attempt to send the alert for a session event failed, so nobody was notified. The event is kept in the ' +
        `failure queue for 14 days. Read the error in the message there, remove the cause, then ${SEND_AGAIN}`,
    },
    EventAddedToFailureQueue: {
      metric: failureQueue.metricNumberOfMessagesSent(SUM),
      description:
        'Every attempt to send the alert for another session event failed, so nobody was notified. It is in the failure ' +
        `queue. Read the error in the messages there, remove the cause, then ${SEND_AGAIN}`,
    },
    EventLostByLambda: {
      metric: notify.metric('DestinationDeliveryFailures', SUM),
      description:
        'Lambda could not keep a failed session event in the failure queue: it is lost, and nobody was notified. Look ' +
        'the session up in the CloudTrail event history, and check that the queue exists and that the role of the ' +
        'function may send to it.',
    },
    ...(buffer && bufferFailures(buffer)),
    ...(notify.logMetrics.failedInBatch && batchFailures(notify.logMetrics.failedInBatch)),
    SubscriberNotReached: {
      metric: topic.metricNumberOfNotificationsFailed(SUM),
      description:
        'SNS could not deliver an alert to a subscriber. The others are not affected. Check the subscriptions of the ' +
        'topic: an endpoint that is gone, a queue whose policy does not let the topic send, or the monthly limit on ' +
        'text messages.',
    },
  };
}

/** A few instances of the function send one alert after the other: only a long wait is a fault. */
function eventsInLambda(notify: IFunction): DeliveryFailure {
  return {
    // In milliseconds: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    metric: notify.metric('AsyncEventAge', MAXIMUM),
    threshold: MAX_WAIT.toMilliseconds(),
    description:
      'A session event has waited ten minutes for the function, so alerts are late. Lambda keeps trying for six hours, ' +
      'then the event goes to the failure queue. Read the log of the function: it fails, or more happens than it ' +
      'can send one by one; a buffer would send it in digests. Else find what uses up the concurrency of this account.',
  };
}
