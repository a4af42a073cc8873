import { CommanderError } from 'commander';
import pc from 'picocolors';
import { examine } from './doctor/checks.ts';
import { type Clients, connectClients } from './doctor/clients.ts';
import { type Deployment, findDeployment } from './doctor/deployment.ts';
import { sendTest } from './doctor/send-test.ts';
import { type DoctorOptions, readDoctorOptions } from './doctor-options.ts';
import { isAllWell, type Report, renderReport, type TestResult, toJson } from './doctor-report.ts';
import { wrap } from './layout.ts';
import { Problem } from './problem.ts';

const WELL = 0;
const NOT_WELL = 1;
const MISUSED = 2;

async function main(argv: readonly string[]): Promise<number> {
  const options = readDoctorOptions(argv);
  const report = await diagnose(options);
  console.log(options.json ? toJson(report) : renderReport(report, colorsFor(process.stdout)));
  return isAllWell(report) ? WELL : NOT_WELL;
}

/** Looks at everything first, so that the test cannot change what is found. */
async function diagnose(options: DoctorOptions): Promise<Report> {
  const clients = await connectClients(options);
  const deployment = await findDeployment(clients, options);
  const findings = await examine(deployment, clients);
  if (!options.sendTest) return { deployment, findings };
  return { deployment, findings, test: await attemptTest(deployment, clients) };
}

/** That no test can be sent must not hide what was found. */
async function attemptTest(deployment: Deployment, clients: Clients): Promise<TestResult> {
  try {
    return await sendTest(deployment, clients);
  } catch (error) {
    if (error instanceof Problem) return { problem: error.message };
    throw error;
  }
}

function colorsFor(stream: NodeJS.WriteStream) {
  return pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
}

/** Prints what went wrong, and returns the exit status. A bug is thrown, with its trace. */
function tell(error: unknown): number {
  // Commander has printed it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? WELL : MISUSED;
  if (!(error instanceof Problem)) throw error;
  console.error(colorsFor(process.stderr).red(wrap(`error: ${error.message}`)));
  return error.misuse ? MISUSED : NOT_WELL;
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? WELL : NOT_WELL),
);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = tell(error);
}
