import type { NotifierConfig } from './infra/config/config.ts';

/** Who is notified of sessions, and how. Every setting is optional; NotifierConfig says what each one does. */
export default {
  accountNames: {},
  knownNetworks: [],
  delivery: { mode: 'direct' },
  deduplicate: false,
  alarms: {},
  audiences: [
    {
      name: 'everyone',
      displayName: 'SSM alerts',
      subscribers: {
        email: [],
        sms: [],
        https: [],
        sqs: [],
        lambda: [],
      },
    },
  ],
} satisfies NotifierConfig;
