/** A median with the quartiles around it. */
export interface Sample {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The median and the quartiles of values. */
export function sample(values: readonly number[]): Sample {
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/** The smallest value that at least the share `q`, from 0 to 1, of all values does not exceed. NaN of no values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
