/**
 * The `source` of a test event. No service of AWS may use it: theirs begin with `aws.`.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export const TEST_EVENT_SOURCE = 'ssm-session-notifier.test';

/** The `detail-type` of a test event. */
export const TEST_EVENT_DETAIL_TYPE = 'Session Notifier Test';

/**
 * The `detail` of a test event. Whoever may put events on the bus chooses these texts, so they are as hostile as
 * any.
 */
export interface TestEventDetail {
  /** A sentence that says that nothing happened, for people who find the event in a log. */
  readonly marker: string;
  /** `user@host` of the machine that sent it. */
  readonly requestedBy: string;
  /** When it was sent, as ISO 8601 in UTC. */
  readonly time: string;
  /** A UUID by which the alert is recognised. */
  readonly id: string;
  /** What the rules of the deployment expect: whoever may only put events on the bus does not know it. */
  readonly token: string;
}
