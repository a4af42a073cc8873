import type { Bundle } from './bundles.ts';

/** What the function without look-ups should add to the floor at most, in bytes. docs/performance.md says why it adds more. */
export const TARGET_BYTES = 40_000;

/** What it adds now, in bytes and rounded up a little: a test fails above it. Lower it when the function gets smaller. */
export const BUDGET_BYTES = 102_000;

/** The bytes that a bundle has beyond the floor, by package, the heaviest first. */
export function addedPackages(bundle: Bundle, floor: Bundle): (readonly [name: string, bytes: number])[] {
  const before = new Map(floor.packages);
  return bundle.packages
    .map(([name, bytes]) => [name, bytes - (before.get(name) ?? 0)] as const)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a);
}

/** A report of why a bundle is over the budget, with its heaviest packages. Undefined: it is within the budget. */
export function overBudget(bundle: Bundle, floor: Bundle, budget = BUDGET_BYTES): string | undefined {
  const added = bundle.bytes - floor.bytes;
  if (added <= budget) return undefined;
  const heaviest = addedPackages(bundle, floor)
    .slice(0, 8)
    .map(([name, bytes]) => `  ${bytes.toLocaleString('en')} ${name}`);
  const [actual, allowed] = [added, budget].map((bytes) => bytes.toLocaleString('en'));
  return [`The bundle has ${actual} bytes more than the floor; it may have ${allowed}:`, ...heaviest].join(
    '\n',
  );
}
