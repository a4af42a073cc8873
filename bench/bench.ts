import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Effort, measure } from './measure.ts';
import { toRows, toTable } from './table.ts';

const USAGE = `npm run bench -- [--quick] [--json]

Measures the function against a floor, all in one run on this machine. docs/performance.md explains the table.
  --quick  runs each measurement a few times only, to see that it works
  --json   prints the same numbers for programs`;

const FULL: Effort = { coldRuns: 21, warmRuns: 5, events: 1_000, manyEvents: 10_000, records: 1_000_000 };
const QUICK: Effort = { coldRuns: 5, warmRuns: 1, events: 500, manyEvents: 1_000, records: 100_000 };

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(USAGE);
} else {
  const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-bench-'));
  try {
    const effort = values.quick ? QUICK : FULL;
    const measurements = await measure(directory, effort, (step) => console.error(`measuring ${step} …`));
    const rows = toRows(measurements);
    const machine = `Node.js ${process.version}, ${arch()}, ${cpus().length} cores`;
    console.log(
      values.json
        ? JSON.stringify({ machine, effort, rows }, null, 2)
        : toReport(machine, effort, toTable(rows)),
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function toReport(machine: string, effort: Effort, table: string): string {
  const { coldRuns, warmRuns, events, manyEvents, records } = effort;
  return `${machine}. Medians and quartiles: load and cold of ${coldRuns} processes; warm of ${warmRuns} processes
of ${events} events; own work of ${warmRuns} processes of ${manyEvents} calls (a digest: ${manyEvents / 100}); memory of one process
of ${manyEvents} events; replay of ${records} records, beside a bare loop of gunzip and JSON.parse. "Look-up cached": within the minute for which an answer is cached.

${table}`;
}
