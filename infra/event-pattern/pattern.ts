/** A field of an event pattern: one of these has to match. */
export type Matchers = readonly Matcher[];

export type Matcher =
  | string
  | boolean
  | null
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly wildcard: string }
  | { readonly exists: boolean }
  | { readonly 'anything-but': readonly string[] | { readonly wildcard: string } };

/** Fields that all have to match, and under `$or` alternatives of which one has to. */
export interface Fields {
  readonly [field: string]: Fields | Matchers | readonly Fields[];
}

/** A field that says nothing. CloudTrail leaves it out, and what passes its events on may write null or `""`. */
export const UNKNOWN: Matchers = [{ exists: false }, null, ''];

/**
 * One of several alternatives, none being any event at all. An object holds one `$or` at most, and EventBridge refuses
 * a field that stands both beside a `$or` and in it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-complex-example-or
 */
export function either(alternatives: readonly Fields[]): Fields {
  const [only, ...others] = alternatives;
  return only === undefined ? {} : others.length === 0 ? only : { $or: alternatives };
}

/**
 * A name in which `*` stands for any characters. `wildcard` only where it must be: a bus takes 30 rules that use it.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export function named(name: string): Matcher {
  const [first = '', ...rest] = name.split(/\*+/);
  const last = rest.at(-1);
  if (last === undefined) return name;
  if (rest.length === 1 && last === '' && first !== '') return { prefix: first };
  if (rest.length === 1 && first === '' && last !== '') return { suffix: last };
  return { wildcard: [first, ...rest].map((part) => part.replaceAll('\\', '\\\\')).join('*') };
}

/** A matcher for a field in which the name stands last, after a separator: `…:NAME`. It may match more, never less. */
export function endingWith(separator: string, name: string): Matcher {
  return named(name.startsWith('*') ? name : `*${separator}${name}`);
}

/** Whether a matcher is one of those that make a pattern complex, and of which a bus takes 30 rules. */
export function needsWildcard(matcher: Matcher): boolean {
  return typeof matcher === 'object' && matcher !== null && 'wildcard' in matcher;
}
