import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../../lambda/domain/session-event.ts';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../lambda/domain/test-event.ts';
import { ACTIONS, type AudienceFilter } from '../config/filter.ts';
import { identityFields } from './actor.ts';
import { outcomeFields } from './outcome.ts';
import { either, type Fields } from './pattern.ts';
import { requestFields } from './request.ts';

/** What EventBridge takes. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const MAXIMUM_PATTERN_LENGTH = 4096;

/**
 * Matches the session calls that a filter selects, and of other calls none. Where EventBridge cannot tell, it matches
 * more than the filter selects and never less: no alert is lost to an approximation.
 *
 * `source` alone is not enough: it is the `eventSource` that tells a session call from a call of the same name
 * in another service.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-eventbridge-events.html
 */
export function sessionEventPattern(filter: AudienceFilter = {}): EventPattern {
  const { outcomes, accounts, regions, documents, actors, targets } = filter;
  return {
    source: ['aws.ssm'],
    detailType: ['AWS API Call via CloudTrail'],
    ...(accounts && { account: [...accounts] }),
    ...(regions && { region: [...regions] }),
    detail: {
      eventSource: [SESSION_EVENT_SOURCE],
      eventName: eventNames(filter),
      ...(outcomes && outcomeFields(outcomes)),
      ...within('userIdentity', actors ? identityFields(actors) : {}),
      ...within('requestParameters', requestFields(documents, targets)),
    },
  };
}

/** What the rule gets, as EventBridge writes it: the session calls that a filter selects, and every test event. */
export function rulePattern(filter?: AudienceFilter): Fields {
  const { detailType, ...sessionCalls } = sessionEventPattern(filter);
  return either([
    { ...sessionCalls, 'detail-type': detailType } as Fields,
    { source: [TEST_EVENT_SOURCE], 'detail-type': [TEST_EVENT_DETAIL_TYPE] },
  ]);
}

/** How much of EventBridge's room a filter takes, in characters of its rule's pattern. */
export function patternLength(filter: AudienceFilter): number {
  return JSON.stringify(rulePattern(filter)).length;
}

/** Only a start names its document and its target. */
function eventNames({ actions, documents, targets }: AudienceFilter): string[] {
  if (documents || targets) return [ACTIONS.start];
  return actions ? actions.map((action) => ACTIONS[action]) : Object.keys(SESSION_EVENT_NAMES);
}

/** Alternatives stand in the object of their own fields, where no other `$or` is. */
function within(field: string, fields: Fields): Fields {
  return Object.keys(fields).length === 0 ? {} : { [field]: fields };
}
