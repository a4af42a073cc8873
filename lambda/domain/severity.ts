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

/** `(high) `, to stand behind the outcome. Nothing needs to be said of what is only information. */
export function severityMark(severity: Severity): string {
  return severity === 'info' ? '' : `(${severity}) `;
}
