import type { AwsOptions } from '../aws/connect.ts';
import { DEFAULT_STACK } from '../aws/stack-outputs.ts';
import { createCommand } from '../terminal/command-line.ts';
import type { Terminal } from '../terminal/program.ts';
import { userPath } from '../terminal/user-path.ts';

export interface DoctorOptions extends AwsOptions {
  readonly stack: string;
  /** @default - all */
  readonly audience?: string;
  /** Path of the configuration file. @default - the project's own */
  readonly config?: string;
  readonly json: boolean;
  readonly sendTest: boolean;
}

const HELP = `
It changes nothing. --send-test puts one event on the event bus, from which every
subscriber of every audience receives an alert that begins with TEST.
Credentials and region come from where the AWS CLI has them.
docs/doctor.md lists the permissions that it needs.

Exit status: 0 all is well, 1 something is wrong or could not be checked, 2 misused.

Examples:
  npm run doctor
  npm run doctor -- --send-test
  npm run doctor -- --audience production --region eu-central-1
  npm run -s doctor -- --json`;

/** @throws {CommanderError} on misuse, and after printing the help */
export function readDoctorOptions(argv: readonly string[], terminal: Terminal): DoctorOptions {
  const command = createCommand('doctor', terminal)
    .description('Checks a deployment from end to end, and says what is wrong and what to do.')
    .option('--stack <name>', 'the deployed stack', DEFAULT_STACK)
    .option('--audience <name>', 'check only this audience of the stack (default: all)')
    .option('--config <file>', 'who should be subscribed (default: notifier.config.ts)', userPath)
    .option('--region <region>', 'the AWS region of the stack (default: AWS_REGION, or that of the profile)')
    .option('--profile <name>', 'the profile with the AWS credentials (default: AWS_PROFILE)')
    .option('--send-test', 'send a test alert to every subscriber, the whole way that an alert takes', false)
    .option('--json', 'print JSON, for machines', false)
    .addHelpText('after', HELP)
    .allowExcessArguments(false)
    .parse([...argv], { from: 'user' });
  return command.opts<DoctorOptions>();
}
