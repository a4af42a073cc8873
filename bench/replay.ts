import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

/** How long it takes to replay the files of a trail, and how much memory. */
export interface ReplayMeasurement {
  /** A loop of gunzip and `JSON.parse` over the same files: what reading them costs whoever does it. */
  readonly bare: ReplayRun;
  readonly replay: ReplayRun;
}

export interface ReplayRun {
  /** From the start of the process to its end. */
  readonly ms: number;
  /** The most that was resident. */
  readonly bytes: number;
}

const ROOT = join(import.meta.dirname, '..');
const RECORDS_IN_A_FILE = 1000;

/** Of so many records one is a session call. */
const RECORDS_FOR_A_SESSION = 10_000;

/** Says at the end of the process, on its standard error, how many kilobytes were resident at most. */
const SAY_MEMORY = `process.on('exit', () => require('node:fs').writeSync(2, 'resident ' + process.resourceUsage().maxRSS + '\\n'));`;

const BARE = `
const { readdirSync, readFileSync } = require('node:fs');
const { gunzipSync } = require('node:zlib');
${SAY_MEMORY}
const folder = process.argv[2];
for (const name of readdirSync(folder)) JSON.parse(gunzipSync(readFileSync(folder + '/' + name)));
`;

/** @param directory for the files, which are made here */
export async function measureReplay(directory: string, records: number): Promise<ReplayMeasurement> {
  const folder = join(directory, 'trail');
  mkdirSync(folder);
  writeTrail(folder, records);
  const [bare, watch] = [join(directory, 'bare.cjs'), join(directory, 'watch.cjs')];
  writeFileSync(bare, BARE);
  writeFileSync(watch, SAY_MEMORY);
  return {
    bare: await run([bare, folder]),
    replay: await run(['--require', watch, 'scripts/run.cjs', 'cli/replay.ts', folder, '--json']),
  };
}

function writeTrail(folder: string, records: number): void {
  const [session, other] = ['start-iam-user', 'decoys/ssm-send-command'].map(
    (name) => JSON.parse(readFileSync(join(ROOT, 'events', `${name}.json`), 'utf8')).detail,
  );
  for (let first = 0; first < records; first += RECORDS_IN_A_FILE) {
    const Records = Array.from({ length: RECORDS_IN_A_FILE }, (_, index) =>
      (first + index) % RECORDS_FOR_A_SESSION === 0
        ? { ...session, eventID: `session-${first + index}` }
        : { ...other, eventID: `other-${first + index}` },
    );
    writeFileSync(join(folder, `${first}.json.gz`), gzipSync(JSON.stringify({ Records })));
  }
}

/** @throws {Error} with what the process said, if it fails */
async function run(args: readonly string[]): Promise<ReplayRun> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  const [errors, status] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  const [, kilobytes] = /^resident (\d+)$/m.exec(errors) ?? [];
  if (status !== 0 || kilobytes === undefined) throw new Error(`${args.join(' ')} failed: ${errors}`);
  return { ms: performance.now() - started, bytes: Number(kilobytes) * 1024 };
}
