import { examine } from './doctor/checks.ts';
import { type Clients, connectClients } from './doctor/clients.ts';
import { type Deployment, findDeployment } from './doctor/deployment.ts';
import { type DoctorOptions, readDoctorOptions } from './doctor/options.ts';
import { isAllWell, type Report, renderReport, type TestResult, toJson } from './doctor/report.ts';
import { sendTest } from './doctor/send-test.ts';
import { Problem } from './terminal/problem.ts';
import { colorsFor, DONE, FAILED, runProgram } from './terminal/program.ts';

async function main(argv: readonly string[]): Promise<number> {
  const options = readDoctorOptions(argv);
  const report = await diagnose(options);
  console.log(options.json ? toJson(report) : renderReport(report, colorsFor(process.stdout)));
  return isAllWell(report) ? DONE : FAILED;
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

await runProgram(main);
