/** How much an alert deserves a look, from the least to the most severe. */
export const SEVERITIES = ['info', 'notice', 'high'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Compares for `sort`, so that the most severe come first. */
export function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
}

/** The highest severity among the items, `info` if there are none. */
export function worstSeverity(of: readonly { readonly severity: Severity }[]): Severity {
  return [...of].sort(bySeverity)[0]?.severity ?? 'info';
}

export function isBelow(severity: Severity, minimum: Severity): boolean {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(minimum);
}

/** A severity and the reason for it, in a word or two. */
export interface Graded {
  readonly severity: Severity;
  /** Absent where it need not be said. */
  readonly reason?: string | undefined;
}

/** The highest severity among the items, and a reason for it if one of them has any. */
export function worstOf(items: readonly Graded[]): Graded {
  const severity = worstSeverity(items);
  return { severity, reason: items.find((item) => item.severity === severity && item.reason)?.reason };
}

/** `(high: root) `, to stand behind the outcome. Without a reason, there is nothing to say that the outcome does not. */
export function severityMark({ severity, reason }: Graded): string {
  return reason === undefined ? '' : `(${severity}: ${reason}) `;
}
