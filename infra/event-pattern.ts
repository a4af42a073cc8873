import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../lambda/session-event.ts';

/**
 * Matches the session calls that the function knows how to describe, and no others.
 *
 * `source` alone is not enough: it is the `eventSource` that tells a session call from a call of the same name
 * in another service.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-eventbridge-events.html
 */
export function sessionEventPattern(): EventPattern {
  return {
    source: ['aws.ssm'],
    detailType: ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: [SESSION_EVENT_SOURCE],
      eventName: Object.keys(SESSION_EVENT_NAMES),
    },
  };
}
