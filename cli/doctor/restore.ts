import { awsCommand } from '../terminal/command-line.ts';
import type { Verdict } from './check.ts';
import type { Deployment } from './deployment.ts';

/**
 * What to do where something is no longer as it was deployed. A plain deployment does not: it compares templates.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export function restore(deployment: Deployment): Required<Pick<Verdict, 'remedy' | 'command'>> {
  return {
    remedy:
      'Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it.',
    command: awsCommand(
      deployment,
      ...['cloudformation', 'create-change-set', '--stack-name', deployment.stack],
      ...['--change-set-name', 'restore', '--use-previous-template', '--capabilities', 'CAPABILITY_IAM'],
      ...['--deployment-mode', 'REVERT_DRIFT'],
    ),
  };
}
