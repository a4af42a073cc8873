import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../../lambda/domain/session-event.ts';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../lambda/domain/test-event.ts';
import { ACTIONS, type AudienceFilter } from '../config/filter.ts';
import { TEST_TOKEN_LENGTH } from '../test-token.ts';
import { identityFields } from './actor.ts';
import { complexity } from './complexity.ts';
import { outcomeFields } from './outcome.ts';
import { either, type Fields } from './pattern.ts';
import { requestFields } from './request.ts';

/**
 * How many characters the pattern of a rule may have in any account, and in one whose quota "event pattern size" (L-664C5505)
 * was raised as far as it goes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export const PATTERN_SIZE = { default: 2048, highest: 4096 } as const;

/**
 * Matches the session calls that a filter selects, and of other calls none. Where EventBridge cannot decide, it matches
 * more than the filter selects and never less: no alert is lost to an approximation.
 *
 * `source` alone is not enough: it is the `eventSource` that distinguishes a session call from a call of the same name
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

/**
 * What the rule gets, as EventBridge writes it: the session calls that a filter selects, and the test events of the
 * deployment.
 *
 * @param testToken what a test event has to carry. Undefined: every test event passes
 */
export function rulePattern(filter?: AudienceFilter, testToken?: string): Fields {
  const { detailType, ...sessionCalls } = sessionEventPattern(filter);
  return either([
    { ...sessionCalls, 'detail-type': detailType } as Fields,
    {
      source: [TEST_EVENT_SOURCE],
      'detail-type': [TEST_EVENT_DETAIL_TYPE],
      ...(testToken !== undefined && { detail: { token: [testToken] } }),
    },
  ]);
}

/** How much of EventBridge's room a filter takes, in characters of its rule's pattern. */
export function patternLength(filter: AudienceFilter): number {
  return JSON.stringify(rulePattern(filter, '-'.repeat(TEST_TOKEN_LENGTH))).length;
}

/** The settings of a filter whose names take wildcards, each with its share in the complexity of the rule's pattern. */
export function patternComplexity(filter: AudienceFilter): ReadonlyMap<keyof AudienceFilter, number> {
  const scores = new Map<keyof AudienceFilter, number>();
  for (const { path, score } of complexity(rulePattern(filter))) {
    const setting = SETTINGS_BY_FIELD[path] ?? 'actors';
    scores.set(setting, (scores.get(setting) ?? 0) + score);
  }
  return scores;
}

/** The others are fields of `userIdentity`. */
const SETTINGS_BY_FIELD: Readonly<Record<string, keyof AudienceFilter>> = {
  'detail.requestParameters.documentName': 'documents',
  'detail.requestParameters.target': 'targets',
};

/** Only a start names its document and its target. */
function eventNames({ actions, documents, targets }: AudienceFilter): string[] {
  if (documents || targets) return [ACTIONS.start];
  return actions ? actions.map((action) => ACTIONS[action]) : Object.keys(SESSION_EVENT_NAMES);
}

/** Alternatives stand in the object of their own fields, where no other `$or` is. */
function within(field: string, fields: Fields): Fields {
  return Object.keys(fields).length === 0 ? {} : { [field]: fields };
}
