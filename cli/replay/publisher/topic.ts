import { PublishError } from '../../../lambda/errors.ts';
import { createPublisher, createSnsClient } from '../../../lambda/publish/publish.ts';
import type { Settings } from '../../../lambda/settings.ts';
import { toAwsError } from '../../aws/aws-error.ts';
import type { AwsClientConfig } from '../../aws/connect.ts';
import { createLocalHandler, PAUSE_BETWEEN_ALERTS_MS, type Publisher, toPublication } from './publisher.ts';

/**
 * Publishes to a real topic, which is in the region of the configuration, at a pace that leaves its email subscriptions
 * alive. Events that are older than a moment are marked as such.
 */
export function topicPublisher(
  topicArn: string,
  settings: Settings,
  clientConfig: AwsClientConfig,
): Publisher {
  const { region } = clientConfig;
  const sns = createSnsClient(clientConfig);
  const publisher = createPublisher(sns, topicArn, PAUSE_BETWEEN_ALERTS_MS);
  const handler = createLocalHandler(settings, publisher, { now: () => new Date() });
  return {
    publish: async (envelope) =>
      toPublication(
        await handler(envelope).catch((error: unknown) => {
          const cause = error instanceof PublishError ? error.cause : undefined;
          throw toAwsError(cause, { permission: 'sns:Publish', region }) ?? error;
        }),
      ),
    close: async () => sns.destroy(),
  };
}
