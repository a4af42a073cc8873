import type { Settings } from '../../../lambda/settings.ts';
import { acceptMessage, type PublishedMessage } from '../../../stand-in/sns/sns.ts';
import { createLocalHandler, type LocalOptions, type Publisher, toPublication } from './publisher.ts';

const LOCAL_TOPIC = 'arn:aws:sns:eu-central-1:123456789012:replay';

/** Shows what SNS would hand to subscribers: no account, no network, and nothing is kept. */
export function localPublisher(settings: Settings, options?: LocalOptions): Publisher {
  let received: PublishedMessage | undefined;
  const publisher = {
    publish: async ({ subject, bodies }: { readonly subject: string; readonly bodies: object }) => {
      const call = {
        TopicArn: LOCAL_TOPIC,
        Subject: subject,
        Message: JSON.stringify(bodies),
        MessageStructure: 'json',
      };
      received = acceptMessage(call, { displayName: settings.displayName });
      return received.messageId;
    },
    idle: async () => {},
  };
  const handler = createLocalHandler(settings, publisher, options);
  return {
    publish: async (envelope) => {
      const publication = toPublication(await handler(envelope));
      return 'messageId' in publication && received !== undefined ? { received } : publication;
    },
    close: async () => {},
  };
}
