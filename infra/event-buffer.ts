import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FailureQueue } from './failure-queue.ts';

/** A digest of 80 events still fits into one message of SNS. */
const MAX_BATCH_SIZE = 80;

/** The timeout of a function for which none is set. */
const DEFAULT_TIMEOUT = Duration.seconds(3);

export interface EventBufferProps {
  /** The function that reads it, and is given the right to. */
  readonly reader: LambdaFunction;
  /** How many instances of it read at once at most. */
  readonly concurrency: number;
  /** How long events gather. */
  readonly window: Duration;
}

/** Where events gather between the rule and the function, so that a storm becomes a few messages. */
export class EventBuffer extends Construct {
  readonly queue: Queue;
  /** Keeps events for which the function failed five times. */
  readonly deadLetterQueue: IQueue;
  readonly window: Duration;

  constructor(scope: Construct, id: string, { reader, concurrency, window }: EventBufferProps) {
    super(scope, id);

    this.window = window;
    const { timeout = DEFAULT_TIMEOUT } = reader;
    this.deadLetterQueue = new FailureQueue(this, 'DeadLetterQueue');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      // What waits there when the delivery becomes direct, or an audience goes, is not lost with it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      // As AWS advises: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds() + window.toSeconds()),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: 5 },
    });
    reader.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: MAX_BATCH_SIZE,
        maxBatchingWindow: window,
        reportBatchItemFailures: true,
        maxConcurrency: concurrency,
      }),
    );
  }
}
