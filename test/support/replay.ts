import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { main } from '../../cli/replay/main.ts';
import { type Envelope, fixture } from './fixtures.ts';
import { runInProcess } from './in-process.ts';
import type { Run } from './run.ts';

export const START = fixture('start-iam-user');
export const END = fixture('terminate-someone-elses-session');
export const OTHER_CALL = fixture('decoys/ssm-send-command');

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file for the test, removed after all of them. */
export function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What the command prints for these arguments, run in this process. */
export function replay(...args: string[]): Promise<Run> {
  return runInProcess(main, args);
}

export interface Summary {
  readonly records: number;
  readonly shown: number;
  readonly noSessionCall: number;
  readonly notPassed: number;
  readonly notUnderstood: number;
  readonly withoutRecords: Readonly<Record<string, number>>;
}

/** One record that became an alert or needs attention. */
export interface JsonLine {
  readonly where: string;
  readonly result: string;
  readonly problem?: string;
  readonly because?: readonly string[];
  readonly bodies: { readonly sqs: string; readonly sms: string; readonly email: string };
}

/** The lines of a run with `--json`, of which the last is the summary. */
export async function replayJson(
  ...args: string[]
): Promise<{ lines: readonly JsonLine[]; summary: Summary; status: number | null }> {
  const { stdout, status } = await replay(...args, '--json');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { summary } = lines.pop();
  return { lines, summary, status };
}

/** The records of a trail's log file. */
export function records(...events: readonly Envelope[]): string {
  return JSON.stringify({ Records: events.map(({ detail }) => detail) });
}
