/**
 * The `source` of a test event. No service of AWS may use it: theirs begin with `aws.`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export const TEST_EVENT_SOURCE = 'ssm-session-notifier.test';

/** The `detail-type` of a test event. */
export const TEST_EVENT_DETAIL_TYPE = 'Session Notifier Test';

/** The `detail` of a test event. Whoever may put events on the bus chooses these texts, so they are as hostile as any. */
export interface TestEventDetail {
  /** Says in words that nothing happened: for whoever meets the event without knowing it. */
  readonly marker: string;
  /** `user@host` of the machine that sent it. */
  readonly requestedBy: string;
  /** ISO 8601, in UTC. */
  readonly time: string;
  /** UUID, to recognise the alert by. */
  readonly id: string;
}
