import type { Container } from './container.ts';

/** What queues and functions that subscribe to the topic get from the notifier. */
const ownRecord: Container = {
  recognises: ({ schemaVersion, kind, severity }) =>
    typeof schemaVersion === 'number' && typeof kind === 'string' && typeof severity === 'string',
  open: () => ({ nothing: 'alerts of this notifier' }),
};

/** The message that Amazon Q Developer gets. */
const chatMessage: Container = {
  recognises: ({ version, source, content }) =>
    version === '1.0' && source === 'custom' && content !== undefined,
  open: () => ({ nothing: 'alerts of this notifier' }),
};

export const OWN_ALERTS: readonly Container[] = [ownRecord, chatMessage];
