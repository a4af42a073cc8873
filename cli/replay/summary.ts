import type { Counts, Replayed } from './replayed.ts';

export interface SummaryOptions {
  /** Whether real people read the alerts. */
  readonly sends: boolean;
  /** Why the run ended before all was looked at, if it did. */
  readonly early?: 'Stopped' | 'Interrupted' | undefined;
  /** Whose alerts these would be, if one audience was asked about. */
  readonly audience?: string | undefined;
}

/** What a record is called that came to this end, and whether it is told even where there was none. */
const ENDS: readonly (readonly [result: Replayed['result'], words: string, always: boolean])[] = [
  ['shown', 'shown', false],
  ['sent', 'sent', false],
  ['held-back', 'held back by the rule', false],
  ['withheld', 'withheld by the function', false],
  ['repeated', 'seen before', false],
  ['no-session-call', 'no session call', true],
  ['not-passed', 'session calls that the rule would not pass', false],
  ['not-understood', 'not understood', true],
  ['failed', 'failed', false],
];

/** `6 records: 5 shown, 1 no session call, 0 not understood.`, and what held no record. The numbers add up. */
export function renderSummary(counts: Counts, { sends, early, audience }: SummaryOptions): string {
  const first = audience === undefined ? (sends ? 'sent' : 'shown') : 'received';
  const ends = ENDS.filter(([result]) => result !== 'shown' && result !== 'sent')
    .filter(([result, , always]) => always || counts.of(result) > 0)
    .map(([result, words]) => `${number(counts.of(result))} ${words}`);
  const records = `${number(counts.total)} ${counts.total === 1 ? 'record' : 'records'}`;
  const of = early === undefined ? records : `${early}. So far ${records}`;
  const delivered = `${number(counts.of('shown', 'sent'))} ${first}`;
  const line = `${audience === undefined ? '' : `${audience}: `}${of}: ${[delivered, ...ends].join(', ')}.`;
  const without = [...counts.nothing].map(([what, count]) => `${what} (${number(count)})`);
  return without.length === 0 ? line : `${line}\nWithout records: ${without.join(', ')}.`;
}

/** The same as the last line of JSON. */
export function toJsonSummary(counts: Counts, { early }: SummaryOptions): string {
  const byResult = Object.fromEntries(ENDS.map(([result]) => [camelCase(result), counts.of(result)]));
  return JSON.stringify({
    summary: {
      records: counts.total,
      ...byResult,
      withoutRecords: Object.fromEntries(counts.nothing),
      complete: early === undefined,
    },
  });
}

function camelCase(result: string): string {
  return result.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function number(count: number): string {
  return count.toLocaleString('en');
}
