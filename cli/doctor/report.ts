import { columns, indented, wrap, wrapBeside } from '../terminal/layout.ts';
import { printable } from '../terminal/printable.ts';
import type { Colors } from '../terminal/program.ts';
import type { Deployment } from './deployment.ts';
import { CHECK_NAMES, type Finding } from './examine.ts';
import { deploy } from './remedies.ts';
import type { ExpectedAlert, SentTest } from './send-test.ts';

/** Everything that was found and done. */
export interface Report {
  readonly deployment: Deployment;
  readonly findings: readonly Finding[];
  /** @default - no test was asked for */
  readonly test?: TestResult;
}

/** The test that was sent, or why none was. */
export type TestResult = SentTest | { readonly problem: string };

export function isAllWell({ findings, test }: Report): boolean {
  return findings.every(({ state }) => state === 'ok') && (test === undefined || canArrive(test));
}

function canArrive(test: TestResult): boolean {
  return !('problem' in test) && test.audiences.every(({ matched }) => matched !== false);
}

/** Renders the report as JSON, for programs. */
export function toJson(report: Report): string {
  const { deployment, findings, test } = printable(report);
  const { stack, region, account } = deployment;
  const summary = { stack, region, account, well: isAllWell(report), findings };
  return JSON.stringify(test ? { ...summary, test } : summary, undefined, 2);
}

/** Renders the report as text, for people. */
export function renderReport(report: Report, colors: Colors): string {
  const { deployment, findings, test } = printable(report);
  const { stack, region, account, audiences } = deployment;
  return [
    colors.bold(`${stack} in ${region}, account ${account}`),
    findings.map((finding) => renderFinding(finding, audiences.length > 1, colors)).join('\n'),
    wrap(summaryOf(findings)),
    ...(test ? [renderTest(test, deployment, colors)] : []),
  ].join('\n\n');
}

/** `✗ subscriptions  ` */
const MARGIN = 4 + Math.max(...CHECK_NAMES.map((name) => name.length));

const MARKS = {
  ok: (colors: Colors) => colors.green('✓'),
  wrong: (colors: Colors) => colors.red('✗'),
  unknown: (colors: Colors) => colors.yellow('?'),
} satisfies Record<Finding['state'], unknown>;

function renderFinding(finding: Finding, namesAudience: boolean, colors: Colors): string {
  const { check, state, audience, says, remedy, command } = finding;
  const about = namesAudience && audience !== undefined ? `${audience}: ` : '';
  const name = check.padEnd(MARGIN - 2);
  return [
    `${MARKS[state](colors)} ${state === 'ok' ? name : colors.bold(name)}${wrapBeside(MARGIN, `${about}${says}`)}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(MARGIN - 2)}→ ${wrapBeside(MARGIN, remedy)}`]),
    // On one line, to be copied.
    ...(command === undefined ? [] : [`${' '.repeat(MARGIN)}${colors.cyan(command)}`]),
  ].join('\n');
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const wrong = count('wrong');
  const unknown = count('unknown');
  if (wrong + unknown === 0) return 'All is well.';
  return [
    ...(wrong > 0 ? [`${wrong} ${wrong === 1 ? 'fault' : 'faults'} found.`] : []),
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'part' : 'parts'} could not be checked.`] : []),
  ].join(' ');
}

function renderTest(test: TestResult, deployment: Deployment, colors: Colors): string {
  if ('problem' in test) return colors.red(wrap(`No test event was sent. ${test.problem}`));
  const { id, audiences } = test;
  return [
    colors.bold(`Test event ${id} is on its way.`),
    ...audiences.map((expected) => renderExpected(expected, audiences.length > 1, deployment)),
    wrap(
      'If something does not arrive, run this again without --send-test: by then the function, the queues and the alarms show what failed.',
    ),
  ].join('\n\n');
}

function renderExpected(
  { audience, matched, buffered, readers }: ExpectedAlert,
  namesAudience: boolean,
  deployment: Deployment,
): string {
  const about = namesAudience ? `${audience}: ` : '';
  const when = buffered ? 'within a minute of the window in which events gather' : 'within a minute';
  if (matched === false) {
    const { remedy, command } = deploy(deployment, 'First deploy this version');
    const says = `${about}Nothing will arrive: the rule does not pass test events on. ${remedy}`;
    return command === undefined ? wrap(says) : `${wrap(says)}\n${indented(command)}`;
  }
  if (!readers) return wrap(`${about}An alert that begins with TEST should arrive ${when}.`);
  if (readers.length === 0) return wrap(`${about}Nothing will arrive: nobody has confirmed.`);
  return [
    wrap(`${about}An alert that begins with TEST and holds this id should arrive ${when} at`),
    ...columns(readers.map(({ protocol, endpoint }) => [`  ${protocol}`, endpoint])),
  ].join('\n');
}
