import { type AwsCall, toAwsProblem } from '../aws/aws-problem.ts';
import { Problem } from '../terminal/problem.ts';
import type { Verdict } from './check.ts';
import type { Deployment } from './deployment.ts';
import { restore } from './restore.ts';

/** How a call to AWS failed, as far as a check minds. */
type Reason = 'denied' | 'gone' | 'other';

/** A call to AWS brought no answer. */
export class Unanswered extends Problem {
  readonly permission: string;
  readonly reason: Reason;
  /** What was asked about: `The rule sessions`. */
  readonly subject: string;

  constructor(message: string, fields: { permission: string; subject?: string; cause: unknown }) {
    super(message, { cause: fields.cause });
    this.permission = fields.permission;
    this.subject = fields.subject ?? 'A part of the deployment';
    this.reason = reasonOf(fields.cause);
  }

  /** What is gone is wrong. Anything else only keeps us from knowing. */
  toVerdict(deployment: Deployment): Verdict {
    switch (this.reason) {
      case 'gone':
        return { state: 'wrong', says: `${this.subject} no longer exists.`, ...restore(deployment) };
      case 'denied':
        return {
          state: 'unknown',
          says: `Not checked: these AWS credentials lack the permission ${this.permission}.`,
          remedy: `Allow ${this.permission} to whoever runs this, and run it again.`,
        };
      case 'other':
        return {
          state: 'unknown',
          says: `Not checked. ${this.message}`,
          remedy: 'Run it again. If this stays, look the same up in the AWS console.',
        };
      default:
        return this.reason satisfies never;
    }
  }
}

/** Undefined for what is no failure of AWS: a bug. */
export function toUnanswered(error: unknown, call: AwsCall): Problem | undefined {
  const problem = toAwsProblem(error, call);
  // What is a Problem already says more than this could.
  if (!problem || problem === error) return problem;
  return new Unanswered(problem.message, { permission: call.permission, cause: error });
}

/** Names what the answer is about, for the case that there is none. */
export async function about<Answer>(subject: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const { message, permission, cause } = error;
    throw new Unanswered(message, { permission, subject, cause });
  }
}

/** Undefined where the thing is gone, for a check that leaves it to another one to say so. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Unanswered && error.reason === 'gone') return undefined;
    throw error;
  }
}

/** As the services call it, each in its own way. */
const REASONS: ReadonlyMap<string, Reason> = new Map([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['AuthorizationErrorException', 'denied'],
  ['NotFoundException', 'gone'],
  ['ResourceNotFoundException', 'gone'],
  ['QueueDoesNotExist', 'gone'],
  ['TrailNotFoundException', 'gone'],
]);

function reasonOf(cause: unknown): Reason {
  return (cause instanceof Error && REASONS.get(cause.name)) || 'other';
}
