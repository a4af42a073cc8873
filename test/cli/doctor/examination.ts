import { main } from '../../../cli/doctor/main.ts';
import type { ConfiguredSubscriber } from '../../../cli/doctor/subscribers.ts';
import type { Main } from '../../../cli/terminal/program.ts';
import type { UserError } from '../../../cli/terminal/user-error.ts';
import { type Deployment, type DeploymentOptions, startDeployment } from '../../aws/deployment.ts';
import type { DeploymentParts } from '../../aws/deployment-parts.ts';
import { flat, runInProcess } from '../../support/in-process.ts';
import type { Run } from '../../support/run.ts';

export interface Examination extends DeploymentOptions {
  /** @default - none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Who is configured, or why that cannot be known. @default - nobody */
  readonly configured?: readonly ConfiguredSubscriber[] | UserError;
  /** Called before the command runs. */
  readonly prepare?: (deployment: Deployment) => void;
}

/** Runs the command on a deployment that lives for as long. */
export async function doctor({
  args = [],
  env = {},
  configured = [],
  prepare,
  ...options
}: Examination = {}): Promise<Run & { readonly deployment: Deployment }> {
  const deployment = await startDeployment(options);
  try {
    prepare?.(deployment);
    const program: Main = (argv, terminal) => main(argv, terminal, async () => configured);
    const result = await runInProcess(program, args, { ...deployment.environment, ...env });
    return { ...result, deployment };
  } finally {
    await deployment.close();
  }
}

/** Everything that is not well, each with its remedy and command, flattened. */
export function faultsIn(stdout: string): readonly string[] {
  const [, findings = ''] = stdout.split('\n\n');
  return findings
    .split(/^(?=[✓✗?])/m)
    .filter((finding) => !finding.startsWith('✓'))
    .map((finding) => flat(finding).trim());
}

export const EVERYONE = 'SsmSessionNotifier-everyone';
export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const KEY_ARN = `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`;
/** The remedy for what was changed by hand. */
export const RESTORE =
  'Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it. aws cloudformation create-change-set --stack-name SsmSessionNotifier --change-set-name restore --use-previous-template --capabilities CAPABILITY_IAM --deployment-mode REVERT_DRIFT --region eu-central-1';

/** An entry of the function's log. */
export function logEntry(minutesAgo: number, entry: object) {
  return { timestamp: Date.now() - minutesAgo * 60_000, message: JSON.stringify(entry) };
}

/** Changes each rule, function or other part of the list. */
export function each<Part>(parts: readonly Part[], change: Partial<Part>): readonly Part[] {
  return parts.map((part) => ({ ...part, ...change }));
}

/** The ARN of the topic of an audience. */
export function topicOf(audience: string): string {
  return `arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-${audience}-Topic`;
}

/** The parts of SNS, with other attributes of one topic. */
export function withTopic(
  sns: DeploymentParts['sns'],
  arn: string,
  attributes: Readonly<Record<string, string>>,
): Pick<DeploymentParts, 'sns'> {
  return { sns: { ...sns, topicAttributes: { ...sns.topicAttributes, [arn]: attributes } } };
}

/** The URL of a queue of an audience. */
export function queueOf(audience: string, queue: string): string {
  return `https://sqs.eu-central-1.amazonaws.com/111122223333/SsmSessionNotifier-${audience}-${queue}`;
}
