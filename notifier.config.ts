import type { NotifierConfig } from './infra/config.ts';

/** Who is told about sessions, and how. Every setting is optional; SessionNotifierProps says what each one does. */
export default {
  displayName: 'SSM alerts',
  subscribers: {
    email: [],
    sms: [],
    https: [],
    sqs: [],
    lambda: [],
  },
  alarms: {},
} satisfies NotifierConfig;
