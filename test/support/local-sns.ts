import type { SNSClientConfig } from '@aws-sdk/client-sns';
import { afterEach } from '@jest/globals';
import { createHandler } from '../../lambda/create-handler.ts';
import { type Enrich, noLookUps } from '../../lambda/enrich/enrich.ts';
import { everyTime, type Once } from '../../lambda/publish/once.ts';
import { createPublisher, createSnsClient, type Timeouts } from '../../lambda/publish/publish.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lambda/settings.ts';
import { type SnsStandIn, startSns } from '../../stand-in/sns/sns.ts';
import { keptLog } from './kept-log.ts';

export const TOPIC_ARN = 'arn:aws:sns:eu-central-1:123456789012:sessions';

export interface Setup {
  readonly client?: SNSClientConfig;
  /** @default - those of the function */
  readonly timeouts?: Timeouts;
  readonly settings?: Partial<Settings>;
  readonly enrich?: Enrich;
  readonly once?: Once;
  readonly now?: () => Date;
}

export interface LocalFunction {
  readonly sns: SnsStandIn;
  readonly handler: ReturnType<typeof createHandler>;
  /** What the function logged. */
  readonly log: readonly object[];
  /** That of it which an operator has to act on. */
  readonly errors: readonly object[];
}

const toClose: SnsStandIn[] = [];

afterEach(async () => {
  await Promise.all(toClose.splice(0).map((sns) => sns.close()));
});

/** The function's own handler with the real SDK, over HTTP, on a stand-in for SNS that lives for one test. */
export async function startFunction({
  client: clientConfig = {},
  timeouts,
  settings = {},
  ...parts
}: Setup = {}): Promise<LocalFunction> {
  const whole = { ...DEFAULT_SETTINGS, ...settings };
  const sns = await startSns({ topics: [TOPIC_ARN], displayName: whole.displayName });
  toClose.push(sns);
  const { log, entries, errors } = keptLog();
  const client = createSnsClient(
    {
      endpoint: sns.endpoint,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      ...clientConfig,
    },
    timeouts,
  );
  const publisher = createPublisher(client, TOPIC_ARN, 0);
  const handler = createHandler({
    settings: whole,
    enrich: noLookUps,
    once: everyTime,
    publisher,
    log,
    ...parts,
  });
  return { sns, handler, log: entries, errors };
}

/** A mail without the breaks that only make long values fit. */
export function unwrapped(email = ''): string {
  return email.replace(/\n {9}/g, ' ');
}
