import type { EventPattern } from 'aws-cdk-lib/aws-events';

/** An event pattern on the wire: fields as in the event, and for each leaf the list of values that it may have. */
export interface RulePattern {
  readonly [field: string]: RulePattern | readonly (string | number | boolean | null)[];
}

/**
 * Whether an EventBridge rule would pass the event on. Knows exact values, which are all that a rule of this project
 * holds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesRule(pattern: RulePattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    const actual = isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    if (!Array.isArray(expected)) return matchesRule(expected as RulePattern, actual);
    // EventBridge compares each member of a list in the event.
    return (Array.isArray(actual) ? actual : [actual]).some((value) => expected.includes(value));
  });
}

/** A pattern as the CDK has it, in the form that EventBridge gets. */
export function toRulePattern({ detailType, ...pattern }: EventPattern): RulePattern {
  return { ...pattern, ...(detailType && { 'detail-type': detailType }) } as RulePattern;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
