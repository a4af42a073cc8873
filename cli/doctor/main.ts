import { colorsFor, DONE, FAILED, type Terminal } from '../terminal/program.ts';
import { UserError } from '../terminal/user-error.ts';
import { type Clients, connectClients } from './clients.ts';
import { readConfiguredSubscribers } from './configured-subscribers.ts';
import { type Deployment, findDeployment } from './deployment.ts';
import { examine } from './examine.ts';
import { type DoctorOptions, readDoctorOptions } from './options.ts';
import { isAllWell, type Report, renderReport, type TestResult, toJson } from './report.ts';
import { sendTest } from './send-test.ts';

/** @param readConfigured reads who is configured, from a file that was named or from the project's own */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  readConfigured = readConfiguredSubscribers,
): Promise<number> {
  const options = readDoctorOptions(argv, terminal);
  const report = await diagnose(options, readConfigured);
  const { stdout } = terminal;
  stdout.write(`${options.json ? toJson(report) : renderReport(report, colorsFor(stdout))}\n`);
  return isAllWell(report) ? DONE : FAILED;
}

/** Looks at everything first, so that the test cannot change what is found. */
async function diagnose(
  options: DoctorOptions,
  readConfigured: typeof readConfiguredSubscribers,
): Promise<Report> {
  const clients = await connectClients(options);
  const configured = await readConfigured(options.config);
  const deployment = await findDeployment(clients, options, configured);
  const findings = await examine(deployment, clients);
  if (!options.sendTest) return { deployment, findings };
  return { deployment, findings, test: await attemptTest(deployment, clients) };
}

/** That no test can be sent must not hide what was found. */
async function attemptTest(deployment: Deployment, clients: Clients): Promise<TestResult> {
  try {
    return await sendTest(deployment, clients);
  } catch (error) {
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}
