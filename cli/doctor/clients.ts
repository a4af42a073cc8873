import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Aws, type AwsOptions, connectAws } from '../aws/connect.ts';
import { toUnanswered } from './unanswered.ts';

/** Every service that a check asks. Here, `ask` throws an `Unanswered`. */
export interface Clients extends Aws {
  /** A trail is asked about in the region that it was made in. */
  readonly cloudTrailIn: (region: string) => CloudTrailClient;
  readonly cloudWatch: CloudWatchClient;
  readonly eventBridge: EventBridgeClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly sqs: SQSClient;
}

/** Makes the clients. Nothing is sent. @throws {Problem} when there is no region */
export async function connectClients(options: AwsOptions): Promise<Clients> {
  const aws = await connectAws(options);
  const { region } = aws;
  const { profile } = options;
  const config = { region, ...(profile !== undefined && { profile }) };
  return {
    ...aws,
    cloudTrailIn: (homeRegion) => new CloudTrailClient({ ...config, region: homeRegion }),
    cloudWatch: new CloudWatchClient(config),
    eventBridge: new EventBridgeClient(config),
    kms: new KMSClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    // The endpoint is that of the region, also where the host of a queue's URL is another name for it.
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    ask: (permission, answer) =>
      answer.catch((error: unknown) => {
        throw toUnanswered(error, { permission, region }) ?? error;
      }),
  };
}
