import { rulePattern } from '../../infra/event-pattern/event-pattern.ts';
import { matchesRule } from '../../infra/event-pattern/matcher.ts';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../../lambda/domain/session-event.ts';
import { at } from './containers/container.ts';

/** What the rule of an audience without a filter passes on: session calls and test events. */
const PATTERN = rulePattern();

/** What the rule compares, in the order in which a person would look. */
const EXPECTED: readonly (readonly [path: readonly string[], value: string])[] = [
  [['detail', 'eventSource'], SESSION_EVENT_SOURCE],
  [['source'], 'aws.ssm'],
  [['detail-type'], 'AWS API Call via CloudTrail'],
];

/**
 * What the rule does with an event: passes it on; does not, since it is no session call; or does not although it looks like
 * one, and why.
 */
export function judgeByRule(envelope: unknown): 'passed' | 'no-session-call' | readonly string[] {
  if (matchesRule(PATTERN, envelope)) return 'passed';
  const [name, source] = [at(envelope, 'detail', 'eventName'), at(envelope, 'detail', 'eventSource')];
  const named = typeof name === 'string' && Object.hasOwn(SESSION_EVENT_NAMES, name);
  // Athena has a StartSession, too.
  const elsewhere = typeof source === 'string' && source !== SESSION_EVENT_SOURCE && /\.com$/.test(source);
  if (!named || elsewhere) return 'no-session-call';
  return EXPECTED.flatMap(([path, expected]) => {
    const actual = at(envelope, ...path);
    if (actual === expected) return [];
    const field = path.join('.');
    return actual === undefined
      ? [`${field} is missing`]
      : [`${field} is ${JSON.stringify(actual)}, not "${expected}"`];
  });
}
