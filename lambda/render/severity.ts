import type { Severity } from '../domain/severity.ts';

/** `(high) `: stands behind the outcome. Nothing needs to be said of what is only information. */
export function severityMark(severity: Severity): string {
  return severity === 'info' ? '' : `(${severity}) `;
}
