import type { AwsError } from '../aws/aws-error.ts';
import type { ShellCommand } from '../terminal/shell-command.ts';
import type { Deployment } from './deployment.ts';
import { changedByHand, type Remedy } from './remedies.ts';

/** What a check says about a part of the deployment. */
export interface Verdict extends Partial<Remedy> {
  /** `unknown` where AWS gave no answer. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** How it is, in whole sentences. It may hold text from AWS. */
  readonly says: string;
  /** What to do. A `wrong` has one. */
  readonly remedy?: string;
  /** What does it, or begins to. */
  readonly command?: ShellCommand;
  /** @default - it is about all audiences */
  readonly audience?: string;
}

export function ok(says: string): Verdict {
  return { state: 'ok', says };
}

export function wrong(says: string, remedy: Remedy | string): Verdict {
  return { state: 'wrong', says, ...(typeof remedy === 'string' ? { remedy } : remedy) };
}

/** Several faults, or that all is well. */
export function faultsOr(faults: readonly Verdict[], well: string): readonly Verdict[] {
  return faults.length > 0 ? faults : [ok(well)];
}

/** What a failed call says of the deployment: what is missing is wrong, anything else only cannot be checked. */
export function verdictOn(
  { reason, permission, subject, message }: AwsError,
  deployment: Deployment,
): Verdict {
  switch (reason) {
    case 'missing':
      return wrong(`${subject} no longer exists.`, changedByHand(deployment));
    case 'denied':
      return {
        state: 'unknown',
        says: `Not checked: these AWS credentials lack the permission ${permission}.`,
        remedy: `Allow ${permission} to whoever runs this, and run it again.`,
      };
    default:
      return {
        state: 'unknown',
        says: `Not checked. ${message}`,
        remedy: 'Run it again. If this stays, look the same up in the AWS console.',
      };
  }
}
