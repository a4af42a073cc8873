import { jsonService } from './json-protocol.ts';
import { type StandIn, startServer } from './server.ts';
import { ServiceError } from './service.ts';

export interface SqsOptions {
  /** How many messages wait, by the URL of the queue. */
  readonly queues: Readonly<Record<string, number>>;
}

/**
 * Stands in for Amazon SQS on the loopback interface: point an `SQSClient` at its `endpoint`. It knows how many messages
 * a queue holds. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export function startSqs({ queues }: SqsOptions): Promise<StandIn> {
  return startServer(
    jsonService('AmazonSQS', {
      GetQueueAttributes: ({ QueueUrl }) => {
        const messages = queues[String(QueueUrl)];
        if (messages === undefined) {
          throw new ServiceError(
            400,
            'com.amazonaws.sqs#QueueDoesNotExist',
            'The specified queue does not exist.',
          );
        }
        return {
          Attributes: {
            ApproximateNumberOfMessages: String(messages),
            ApproximateNumberOfMessagesNotVisible: '0',
          },
        };
      },
    }),
  );
}
