import { isIP } from 'node:net';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { containsCidr } from 'cidr-tools';

/** An event pattern on the wire: fields as in the event, and for each leaf the list of what it may be. */
export interface RulePattern {
  /** Under `$or`: patterns of which one has to match. */
  readonly [field: string]: RulePattern | readonly Matcher[] | readonly RulePattern[];
}

/** A value, or one operator with its operand: `{ "prefix": "eu-" }`. */
export type Matcher = Leaf | Readonly<Record<string, unknown>>;

type Leaf = string | number | boolean | null;

/**
 * Whether an EventBridge rule would pass the event on.
 *
 * @throws {TypeError} on an operator that EventBridge does not know
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @see https://github.com/aws/event-ruler which is what EventBridge runs
 */
export function matchesRule(pattern: RulePattern, event: unknown): boolean {
  // One member of a list has to match by itself: fields of several do not add up.
  if (Array.isArray(event) && event.length > 0) return event.some((member) => matchesRule(pattern, member));
  return Object.entries(pattern).every(([field, expected]) => {
    if (field === '$or') return (expected as readonly RulePattern[]).some((one) => matchesRule(one, event));
    const actual = isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    return Array.isArray(expected)
      ? matchesLeaf(expected, leaves(actual))
      : matchesRule(expected as RulePattern, actual);
  });
}

/** A pattern as the CDK has it, in the form that EventBridge gets. */
export function toRulePattern({ detailType, ...pattern }: EventPattern): RulePattern {
  return { ...pattern, ...(detailType && { 'detail-type': detailType }) } as RulePattern;
}

/** What is compared. An object in the place of a value does not exist; a list stands for each of its members. */
function leaves(actual: unknown): readonly Leaf[] {
  if (Array.isArray(actual)) return actual.flatMap(leaves);
  return actual === undefined || isObject(actual) ? [] : [actual as Leaf];
}

function matchesLeaf(matchers: readonly Matcher[], values: readonly Leaf[]): boolean {
  return matchers.some((matcher) => {
    if (!isObject(matcher)) return values.includes(matcher);
    const [[name = '', operand] = [], ...others] = Object.entries(matcher);
    if (others.length > 0) throw notAnOperator(matcher);
    if (name === 'exists') return values.length > 0 === operand;
    if (name === 'anything-but') return values.some((value) => isAnythingBut(value, operand));
    return values.some((value) => operator(name, matcher)(value, operand));
  });
}

type Operator = (value: Leaf, operand: unknown) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: (value, operand) => compare(value, operand, (text, prefix) => text.startsWith(prefix)),
  suffix: (value, operand) => compare(value, operand, (text, suffix) => text.endsWith(suffix)),
  'equals-ignore-case': (value, operand) =>
    compare(value, { 'equals-ignore-case': operand }, (text, other) => text === other),
  wildcard: (value, operand) =>
    compare(value, operand, (text, wildcard) => toExpression(wildcard).test(text)),
  numeric: (value, operand) => typeof value === 'number' && isWithin(value, operand as readonly unknown[]),
  cidr: (value, operand) =>
    typeof value === 'string' && isIP(value) !== 0 && containsCidr(String(operand), value),
};

function operator(name: string, matcher: unknown): Operator {
  const found = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (found === undefined) throw notAnOperator(matcher);
  return found;
}

/** Whether a value is none of those that the operand lists, or that its operator matches. Null is something else, too. */
function isAnythingBut(value: Leaf, operand: unknown): boolean {
  if (!isObject(operand)) return value !== operand;
  if (Array.isArray(operand)) return !operand.includes(value);
  const [[name = '', operands] = []] = Object.entries(operand);
  if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name)) throw notAnOperator(operand);
  return ![operands].flat().some((one) => operator(name, operand)(value, one));
}

/** Compares texts, and regardless of case where the operand is `{ "equals-ignore-case": … }`. Other values never match. */
function compare(
  value: Leaf,
  operand: unknown,
  matches: (text: string, operand: string) => boolean,
): boolean {
  if (typeof value !== 'string') return false;
  if (!isObject(operand)) return matches(value, String(operand));
  return matches(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase());
}

/** `*` stands for any characters, `\*` for an asterisk and `\\` for a backslash. Two wildcards in a row are refused. */
function toExpression(wildcard: string): RegExp {
  const parts = wildcard.match(/\\[\\*]|[^\\]/gs) ?? [];
  const twice = parts.some((part, index) => part === '*' && parts[index + 1] === '*');
  if (twice || parts.join('') !== wildcard) throw notAnOperator({ wildcard });
  const source = parts.map((part) => (part === '*' ? '.*' : escaped(part.at(-1) ?? '')));
  return new RegExp(`^${source.join('')}$`, 's');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** `[">", 0, "<=", 5]` */
function isWithin(value: number, [comparison, limit, ...more]: readonly unknown[]): boolean {
  const compares = COMPARISONS[String(comparison)];
  if (compares === undefined) throw notAnOperator({ numeric: [comparison, limit] });
  return compares(value, Number(limit)) && (more.length === 0 || isWithin(value, more));
}

function notAnOperator(matcher: unknown): TypeError {
  return new TypeError(`Not an operator that EventBridge knows: ${JSON.stringify(matcher)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
