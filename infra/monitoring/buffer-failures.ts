import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type DeliveryFailure, MAX_WAIT, MAXIMUM, period, SEND_AGAIN, SUM } from './delivery-failure.ts';

/** A queue that the function reads. */
export interface WatchedBuffer {
  readonly queue: IQueue;
  /** How long events gather there. */
  readonly window: Duration;
  /** Keeps events for which the function failed every time. */
  readonly deadLetterQueue: IQueue;
}

/** An event may gather for a window, be hidden while the function crashes, and gather again: only beyond that it waits too long. */
export function eventsInBuffer({ queue, window }: WatchedBuffer): DeliveryFailure {
  return {
    metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM),
    threshold: 2 * window.toSeconds() + MAX_WAIT.toSeconds(),
    description:
      'A session event has waited in the buffer for far longer than its window, so alerts are late. Read the log of ' +
      'the function: it fails, or more happens than it can send.',
  };
}

/** Lambda counts no error where the run goes on and a part of its batch comes again. */
export function batchFailures(failed: Metric): Record<string, DeliveryFailure> {
  return {
    BatchFailing: {
      metric: failed.with(SUM),
      description:
        'The alerts for some session events of a batch could not be sent. They come again from the buffer, five times in all, so ' +
        'the alerts may only be late. Read the errors in the log of the function.',
    },
  };
}

/**
 * By how many messages a dead-letter queue grew. SQS does not count as sent what it moves there by itself.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
function increase(queue: IQueue): IMetric {
  return new MathExpression({
    expression: 'DIFF(waiting)',
    usingMetrics: { waiting: queue.metricApproximateNumberOfMessagesVisible(MAXIMUM) },
    period,
  });
}

export function bufferFailures({ deadLetterQueue }: WatchedBuffer): Record<string, DeliveryFailure> {
  return {
    EventInBufferDeadLetterQueue: {
      metric: deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
      description:
        'The function failed five times to send the alert for a buffered session event, so nobody was notified. The event ' +
        "is kept in the buffer's dead-letter queue for 14 days. Read the error in the log of the function, remove the " +
        `cause, then ${SEND_AGAIN}`,
    },
    EventAddedToBufferDeadLetterQueue: {
      metric: increase(deadLetterQueue),
      description:
        'The function failed five times to send the alert for another buffered session event, so nobody was notified. It ' +
        "is in the buffer's dead-letter queue. Read the error in the log of the function, remove the cause, then " +
        SEND_AGAIN,
    },
  };
}
