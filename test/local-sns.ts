import type { SNSClientConfig } from '@aws-sdk/client-sns';
import { afterEach } from '@jest/globals';
import { createHandler } from '../lambda/pipeline.ts';
import { createSnsClient } from '../lambda/publish.ts';
import { type SnsStandIn, startSns } from '../stand-in/sns.ts';

export const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:sessions';

export interface LocalFunction {
  readonly sns: SnsStandIn;
  readonly handler: ReturnType<typeof createHandler>;
  /** What the function logged. */
  readonly log: readonly object[];
}

const toClose: SnsStandIn[] = [];

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((sns) => sns.close()));
});

/** The function's own handler with the real SDK, over HTTP, on a stand-in for SNS that lives for one test. */
export async function startFunction(config: SNSClientConfig = {}): Promise<LocalFunction> {
  const sns = await startSns({ topics: [TOPIC_ARN], displayName: 'SSM alerts' });
  toClose.push(sns);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = createSnsClient({ endpoint: sns.endpoint, region: 'eu-central-1', credentials, ...config });
  const log: object[] = [];
  const handler = createHandler({ topicArn: TOPIC_ARN, displayName: 'SSM alerts' }, client, (entry) =>
    log.push(entry),
  );
  return { sns, handler, log };
}
