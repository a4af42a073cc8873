import { TARGET_BYTES } from './budget.ts';
import { KINDS, type Kind } from './events.ts';
import { MEASURED, type Measurements } from './measure.ts';
import type { Sample } from './statistics.ts';

/** One line of the table. Numbers are in the unit of the line. */
export interface Row {
  readonly measure: string;
  readonly unit: 'kB' | 'ms' | 'µs' | 'MB';
  readonly floor?: Sample | number;
  readonly function: Sample | number;
  readonly lookUps?: Sample | number;
  readonly target?: Target;
}

export interface Target {
  readonly text: string;
  readonly met: boolean;
}

/** Memory counts as flat if it grows by less in the second half. The first events still fill caches and compile code. */
const FLAT_BYTES = 500_000;

/** However much is replayed. */
const MAX_REPLAY_BYTES = 200_000_000;

/** The lines of the table, with the targets and whether they are met. */
export function toRows({ bytes, loadMs, coldMs, warm, memory, work, replay }: Measurements): Row[] {
  const { floor, function: own, 'look-ups': lookUps, 'look-ups, new targets': newTargets } = warm;
  const ratio = (variant: 'function' | 'look-ups') => coldMs[variant].median / coldMs.floor.median;
  const addedMs = own.p50Ms.median - floor.p50Ms.median;
  const addedBytes = bytes.function - bytes.floor;
  const grown = memory.function.last.live - memory.function.half.live;
  return [
    {
      measure: 'bundle',
      unit: 'kB',
      floor: bytes.floor / 1000,
      function: bytes.function / 1000,
      lookUps: bytes['look-ups'] / 1000,
      target: atMost(`floor + ${TARGET_BYTES / 1000}`, signed(addedBytes / 1000), addedBytes <= TARGET_BYTES),
    },
    {
      measure: 'load',
      unit: 'ms',
      floor: loadMs.floor,
      function: loadMs.function,
      lookUps: loadMs['look-ups'],
    },
    {
      measure: 'cold: process start to accepted alert',
      unit: 'ms',
      floor: coldMs.floor,
      function: coldMs.function,
      target: atMost('1.10 x floor', `${ratio('function').toFixed(2)} x`, ratio('function') <= 1.1),
    },
    {
      measure: 'the same, with look-ups',
      unit: 'ms',
      floor: coldMs.floor,
      function: coldMs.function,
      lookUps: coldMs['look-ups'],
      target: atMost('1.20 x floor', `${ratio('look-ups').toFixed(2)} x`, ratio('look-ups') <= 1.2),
    },
    {
      measure: 'warm event, p50 (look-up cached)',
      unit: 'ms',
      floor: floor.p50Ms,
      function: own.p50Ms,
      lookUps: lookUps.p50Ms,
      target: atMost('floor + 0.3', signed(addedMs), addedMs <= 0.3),
    },
    {
      measure: 'warm event, p99 (look-up cached)',
      unit: 'ms',
      floor: floor.p99Ms,
      function: own.p99Ms,
      lookUps: lookUps.p99Ms,
    },
    {
      measure: 'warm event, p50, each a new target',
      unit: 'ms',
      floor: floor.p50Ms,
      function: own.p50Ms,
      lookUps: newTargets.p50Ms,
    },
    ...workRows(work),
    memoryRow('resident after 1 event', memory, ({ first }) => first.resident),
    memoryRow('resident after all events', memory, ({ last }) => last.resident),
    memoryRow('live objects after half of them', memory, ({ half }) => half.live),
    {
      ...memoryRow('live objects after all', memory, ({ last }) => last.live),
      target: atMost('0.5 more than after half', signed(grown / 1e6), grown <= FLAT_BYTES),
    },
    ...replayRows(replay),
  ];
}

function workRows(work: Measurements['work']): Row[] {
  const names: Record<Kind, string> = {
    start: 'start',
    denied: 'denied',
    hostile: 'hostile',
    digest: 'digest of 100',
  };
  const { start } = work;
  return KINDS.flatMap((kind): Row[] => [
    {
      measure: `own work, ${names[kind]}, p50`,
      unit: 'µs',
      function: work[kind].p50Us,
      ...(kind === 'start' && { target: atMost('100', '', start.p50Us.median <= 100) }),
    },
    {
      measure: `own work, ${names[kind]}, p99`,
      unit: 'µs',
      function: work[kind].p99Us,
      ...(kind === 'start' && { target: atMost('300', '', start.p99Us.median <= 300) }),
    },
    {
      measure: `own work, ${names[kind]}, p99 of the last 4/5`,
      unit: 'µs',
      function: work[kind].settledP99Us,
    },
    { measure: `own work, ${names[kind]}, first of a process`, unit: 'µs', function: work[kind].firstUs },
  ]);
}

/** Reading the files is the floor. */
function replayRows({ bare, replay }: Measurements['replay']): Row[] {
  const ratio = replay.ms / bare.ms;
  return [
    {
      measure: 'replay of a trail',
      unit: 'ms',
      floor: bare.ms,
      function: replay.ms,
      target: atMost('1.30 x floor', `${ratio.toFixed(2)} x`, ratio <= 1.3),
    },
    {
      measure: 'replay, resident at most',
      unit: 'MB',
      floor: bare.bytes / 1e6,
      function: replay.bytes / 1e6,
      target: atMost('200', '', replay.bytes <= MAX_REPLAY_BYTES),
    },
  ];
}

function memoryRow(
  measure: string,
  memory: Measurements['memory'],
  bytesOf: (memories: Measurements['memory']['floor']) => number,
): Row {
  const [floor = 0, own = 0, lookUps] = MEASURED.map((variant) => bytesOf(memory[variant]) / 1e6);
  return { measure, unit: 'MB', floor, function: own, ...(lookUps !== undefined && { lookUps }) };
}

function atMost(limit: string, is: string, met: boolean): Target {
  return { text: [`at most ${limit}:`, is, met ? 'met' : 'missed'].filter(Boolean).join(' '), met };
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'} ${Math.abs(value).toFixed(2)}`;
}

const HEADER = ['', '', 'floor', 'function', 'with look-ups', 'target'];

/** The table in Markdown: medians, with the quartiles around them. */
export function toTable(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, unit, floor, function: own, lookUps, target }) => [
    measure,
    unit,
    toCell(floor),
    toCell(own),
    toCell(lookUps),
    target?.text ?? '',
  ]);
  const lines = [HEADER, HEADER.map(() => '---'), ...cells];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => `| ${line.map((cell, column) => pad(cell, widths[column])).join(' | ')} |`)
    .join('\n');
}

function pad(cell: string, width = 0): string {
  return cell === '---' ? '-'.repeat(width) : cell.padEnd(width);
}

function toCell(value: Sample | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return toText(value);
  return `${toText(value.median)} (${toText(value.low)}–${toText(value.high)})`;
}

function toText(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0);
}
