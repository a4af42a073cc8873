import { setTimeout as wait } from 'node:timers/promises';
import { createHandler } from '../lambda/pipeline.ts';
import { createSnsClient } from '../lambda/publish.ts';
import { type PublishedMessage, startSns } from '../stand-in/sns.ts';

/** Runs the function's own handler, with the real SDK, on one envelope after the other. */
export interface Publisher {
  publish(envelope: unknown): Promise<Publication>;
  close(): Promise<void>;
}

export interface Publication {
  readonly messageId: string;
  /** What the subscribers receive, where the stand-in can tell. */
  readonly received?: PublishedMessage;
}

// The SDK is pinned, and the function runs on a newer Node than the oldest one that this command runs on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const LOCAL_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:replay';

/** SNS suspends an email subscription that gets more than 10 messages a second. */
const PAUSE_BETWEEN_ALERTS_MS = 200;

const silent = () => {};

/** Publishes to a stand-in for SNS in this process: no account, no network. */
export async function localPublisher(displayName: string): Promise<Publisher> {
  const sns = await startSns({ displayName });
  const { endpoint } = sns;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = createSnsClient({ endpoint, region: 'eu-central-1', credentials });
  const handler = createHandler({ topicArn: LOCAL_TOPIC, displayName }, client, silent);
  return {
    publish: async (envelope) => {
      const { messageId } = await handler(envelope);
      const received = sns.published.at(-1);
      return received === undefined ? { messageId } : { messageId, received };
    },
    close: () => sns.close(),
  };
}

/** Publishes to a real topic, in its own region, at a pace that leaves its email subscriptions alive. */
export function topicPublisher(topicArn: string, displayName: string): Publisher {
  const client = createSnsClient({ region: topicArn.split(':')[3] ?? '' });
  const handler = createHandler({ topicArn, displayName }, client, silent);
  return {
    publish: async (envelope) => {
      const { messageId } = await handler(envelope);
      await wait(PAUSE_BETWEEN_ALERTS_MS);
      return { messageId };
    },
    close: async () => client.destroy(),
  };
}
