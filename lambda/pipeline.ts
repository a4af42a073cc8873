import type { SNSClient } from '@aws-sdk/client-sns';
import { compose } from './compose.ts';
import type { Config } from './config.ts';
import { parse } from './parse.ts';
import { publish } from './publish.ts';

/** What became of an event. */
export interface Published {
  readonly eventId: string | undefined;
  readonly messageId: string;
}

/** The whole of what the function does. Every failure leaves it as a throw, so that the event is retried and kept. */
export function createHandler(
  config: Config,
  sns: SNSClient,
  log: (entry: object) => void,
): (envelope: unknown) => Promise<Published> {
  return async (envelope) => {
    const event = parse(envelope);
    const message = compose(event, config);
    const messageId = await publish(sns, config.topicArn, message, event.eventId);
    const { eventId, kind, outcome } = event;
    log({ message: 'published', eventId, kind, outcome: outcome.kind, messageId });
    return { eventId, messageId };
  };
}
