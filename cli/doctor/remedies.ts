import * as commands from '../commands.ts';
import type { ShellCommand } from '../terminal/shell-command.ts';
import type { Deployment } from './deployment.ts';

/** What to do about a fault. */
export interface Remedy {
  /** In whole sentences, or ending in a colon where a command follows. */
  readonly remedy: string;
  readonly command?: ShellCommand;
}

/** Where something is no longer as it was deployed. */
export function revertDrift(deployment: Deployment): Remedy {
  return {
    remedy:
      'Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it.',
    command: commands.revertDrift(deployment, deployment.stack),
  };
}
