import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { createHandler, type Handler } from '../../lambda/create-handler.ts';
import { noLookUps } from '../../lambda/enrich/enrich.ts';
import { PublishError } from '../../lambda/errors.ts';
import { everyTime } from '../../lambda/publish/once.ts';
import {
  createPublisher,
  createSnsClient,
  type Publisher as SnsPublisher,
} from '../../lambda/publish/publish.ts';
import type { Withheld } from '../../lambda/publish/withhold.ts';
import type { Settings } from '../../lambda/settings.ts';
import { type PublishedMessage, startSns } from '../../stand-in/sns/sns.ts';
import { toAwsError } from '../aws/aws-error.ts';
import type { AwsClientConfig } from '../aws/connect.ts';

/** Runs the function's own handler, with the real SDK, on one envelope after the other. Nothing is looked up. */
export interface Publisher {
  publish(envelope: unknown): Promise<Publication>;
  close(): Promise<void>;
}

export type Publication =
  | {
      readonly messageId: string;
      /** What the subscribers receive, where the stand-in can tell. */
      readonly received?: PublishedMessage;
    }
  | { readonly withheld: Withheld }
  | { readonly duplicate: true };

// The SDK is pinned, and the function runs on a newer Node than the oldest one that this command runs on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const LOCAL_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:replay';

/** SNS suspends an email subscription that gets more than 10 messages a second. */
const PAUSE_BETWEEN_ALERTS_MS = 200;

const silence = () => {};
const log = { info: silence, warn: silence, error: silence };

/**
 * Publishes to a stand-in for SNS in this process: no account, no network.
 *
 * @param now the clock by which old events are told from new ones; without it all count as new
 */
export async function localPublisher(settings: Settings, now?: () => Date): Promise<Publisher> {
  const server = await startSns({ displayName: settings.displayName });
  const { endpoint } = server;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sns = createSnsClient({ endpoint, region: 'eu-central-1', credentials });
  const handler = createLocalHandler(settings, createPublisher(sns, LOCAL_TOPIC, 0), now);
  return {
    publish: async (envelope) => {
      const publication = toPublication(await handler(envelope));
      const received = server.published.at(-1);
      return 'messageId' in publication && received !== undefined
        ? { ...publication, received }
        : publication;
    },
    close: () => server.close(),
  };
}

/**
 * Publishes to a real topic, which is in the region of the configuration, at a pace that leaves its email subscriptions
 * alive.
 *
 * @param now the clock by which old events are told from new ones; without it all count as new
 */
export function topicPublisher(
  topicArn: string,
  settings: Settings,
  clientConfig: AwsClientConfig,
  now?: () => Date,
): Publisher {
  const { region } = clientConfig;
  const sns = createSnsClient(clientConfig);
  const handler = createLocalHandler(settings, createPublisher(sns, topicArn, PAUSE_BETWEEN_ALERTS_MS), now);
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

/**
 * Hands events to a deployed function and waits for what it says. That way the alert reaches a topic which takes messages
 * from its function alone.
 *
 * @param clientConfig with the region where the function is
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function functionPublisher(FunctionName: string, clientConfig: AwsClientConfig): Publisher {
  const { region } = clientConfig;
  const lambda = new LambdaClient(clientConfig);
  return {
    publish: async (envelope) => {
      const Payload = JSON.stringify(envelope);
      const answer = await lambda
        .send(new InvokeCommand({ FunctionName, Payload }))
        .catch((error: unknown) => {
          throw toAwsError(error, { permission: 'lambda:InvokeFunction', region }) ?? error;
        });
      const said = answer.Payload === undefined ? '' : Buffer.from(answer.Payload).toString();
      if (answer.FunctionError !== undefined) throw new Error(`The function failed: ${said}`);
      await wait(PAUSE_BETWEEN_ALERTS_MS);
      return toPublication(JSON.parse(said));
    },
    close: async () => lambda.destroy(),
  };
}

/** The function's own handler, which looks nothing up and sends everything. */
function createLocalHandler(settings: Settings, publisher: SnsPublisher, now?: () => Date): Handler {
  const pipeline = { settings, enrich: noLookUps, once: everyTime, publisher, log };
  return createHandler(now === undefined ? pipeline : { ...pipeline, now });
}

/** A single event, every time anew, has no other end. */
function toPublication(result: Awaited<ReturnType<Handler>>): Publication {
  if ('messageId' in result || 'withheld' in result || 'duplicate' in result) return result;
  throw new Error(`The function did not treat this as one event: ${JSON.stringify(result)}`);
}
