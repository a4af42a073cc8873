import type { Warning } from '../domain/notice.ts';
import type { Severity } from '../domain/severity.ts';

/** Stands above what somebody typed, in every text that has room for it. No fact has such a label. */
export const QUOTES_HEADING = 'Quoted text, not verified:';

/** Stand before the sentence of a warning. */
export const SEVERITY_LABELS: Readonly<Record<Severity, string>> = {
  high: 'HIGH',
  notice: 'Notice',
  info: 'Info',
};

/** Whether a person who has read the headline learns anything from a warning. */
export function isNews({ isInHeadline }: Warning): boolean {
  return isInHeadline !== true;
}
