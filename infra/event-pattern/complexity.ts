import type { Fields, Matcher } from './pattern.ts';

/**
 * EventBridge answers "Rule is too complex" above this. It publishes no number: of the patterns that it is publicly known to
 * have refused, its open-source engine scores the simplest 11, and of those that it took the most complex 9.
 *
 * @see https://github.com/aws/event-ruler
 */
export const MAX_COMPLEXITY = 10;

/** How much one field of a pattern adds to the complexity. */
export interface Complexity {
  /** From the root of the pattern: `detail.userIdentity.arn`. */
  readonly path: string;
  readonly score: number;
}

/**
 * An upper bound of the score that EventBridge's engine gives a pattern, by the fields that have wildcards. Others add
 * nothing.
 *
 * The engine compares the fields of an event in the order of their paths, and follows every wildcard that may still match.
 * One wildcard scores about 3, and once for each alternative that is still open behind it.
 */
export function complexity(pattern: Fields): readonly Complexity[] {
  const { wildcards, choices } = collect(pattern, '', []);
  const open = ({ path, within }: Wildcard) =>
    choices.filter((choice) => !within.includes(choice) && choice.paths.some((other) => other > path));
  return wildcards.map((wildcard) => ({
    path: wildcard.path,
    score: open(wildcard).reduce((score, { alternatives }) => score * alternatives, wildcard.score),
  }));
}

/** A `$or`, of whose alternatives one has to match. */
interface Choice {
  readonly alternatives: number;
  /** The paths of all fields in it. */
  readonly paths: readonly string[];
}

interface Wildcard extends Complexity {
  /** The choices around it. */
  readonly within: readonly Choice[];
}

interface Found {
  readonly wildcards: readonly Wildcard[];
  readonly choices: readonly Choice[];
}

function collect(pattern: Fields, path: string, within: readonly Choice[]): Found {
  return merge(
    Object.entries(pattern).map(([field, expected]) => {
      if (field === '$or') return alternatives(expected as readonly Fields[], path, within);
      const inner = path === '' ? field : `${path}.${field}`;
      if (!Array.isArray(expected)) return collect(expected as Fields, inner, within);
      return {
        wildcards: (expected as readonly Matcher[]).flatMap((matcher) =>
          scoresOf(matcher).map((score) => ({ path: inner, score, within })),
        ),
        choices: [],
      };
    }),
  );
}

function alternatives(all: readonly Fields[], path: string, within: readonly Choice[]): Found {
  const choice = { alternatives: all.length, paths: all.flatMap((one) => pathsOf(one, path)) };
  const found = merge(all.map((one) => collect(one, path, [...within, choice])));
  return { ...found, choices: [...found.choices, choice] };
}

function merge(found: readonly Found[]): Found {
  return {
    wildcards: found.flatMap(({ wildcards }) => wildcards),
    choices: found.flatMap(({ choices }) => choices),
  };
}

function pathsOf(pattern: Fields, path: string): readonly string[] {
  return Object.entries(pattern).flatMap(([field, expected]) => {
    if (field === '$or') return (expected as readonly Fields[]).flatMap((one) => pathsOf(one, path));
    const inner = path === '' ? field : `${path}.${field}`;
    return Array.isArray(expected) ? [inner] : pathsOf(expected as Fields, inner);
  });
}

/** Scores the wildcard in a matcher, if it has one: 3, or one more than it has asterisks. */
function scoresOf(matcher: Matcher): readonly number[] {
  if (typeof matcher !== 'object' || matcher === null) return [];
  const [operand] = Object.values(matcher);
  if ('anything-but' in matcher && !Array.isArray(operand)) return scoresOf(operand as Matcher);
  if (!('wildcard' in matcher)) return [];
  return [Math.max(3, matcher.wildcard.split('*').length)];
}
