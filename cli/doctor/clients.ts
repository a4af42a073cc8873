import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Aws, type AwsOptions, connectAws } from '../aws/connect.ts';

/** The clients of every service that a check calls. */
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

/** Makes the clients. Nothing is sent. @throws {UserError} of misuse when there is no region */
export async function connectClients(options: AwsOptions): Promise<Clients> {
  const aws = await connectAws(options);
  const { clientConfig } = aws;
  return {
    ...aws,
    cloudTrailIn: (region) => new CloudTrailClient({ ...clientConfig, region }),
    cloudWatch: new CloudWatchClient(clientConfig),
    eventBridge: new EventBridgeClient(clientConfig),
    kms: new KMSClient(clientConfig),
    lambda: new LambdaClient(clientConfig),
    logs: new CloudWatchLogsClient(clientConfig),
    // The endpoint is that of the region, also where the host of a queue's URL is another name for it.
    sqs: new SQSClient({ ...clientConfig, useQueueUrlAsEndpoint: false }),
  };
}
