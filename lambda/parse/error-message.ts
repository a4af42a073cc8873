import { machineIdsIn } from '../domain/machine-ids.ts';
import type { Outcome, Session, Sourced, Target } from '../domain/session-event.ts';
import { afterLastSlash, parseArn } from './arn.ts';
import { toSession } from './session-id.ts';
import { toTarget } from './target.ts';

/** What an error message names. Where CloudTrail leaves the request out, nothing else says what was asked for. */
export interface NamedResource {
  readonly target?: Sourced<Target> | undefined;
  readonly session?: Sourced<Session> | undefined;
  /** The name or ARN of a session document. */
  readonly document?: Sourced<string> | undefined;
}

/** Reads what the message of a call that was denied or failed names. */
export function readErrorMessage(outcome: Outcome): NamedResource {
  switch (outcome.kind) {
    case 'succeeded':
      return {};
    case 'denied':
      return readDenial(outcome.message);
    case 'failed':
      return readFailure(outcome.message);
    default:
      return outcome satisfies never;
  }
}

/**
 * Reads the resource in `User: <arn> is not authorized to perform: ssm:StartSession on resource: <arn> because …`. It
 * is the instance or the document, at random; for a session it is `session/<id>` or `assumed-role/<role>/<session
 * id>`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function readDenial(message: string | undefined): NamedResource {
  const [, resource] = /is not authorized to perform: \S+ on resource: (\S+)/.exec(message ?? '') ?? [];
  const arn = parseArn(resource?.replace(/[.,;]$/, ''));
  if (arn === undefined) return {};
  const id = afterLastSlash(arn.resource) ?? '';
  if (id === '' || id === '*') return {};
  switch (arn.resource.split('/')[0]) {
    case 'instance':
    case 'managed-instance':
      return { target: { value: toTarget(id), source: 'error-message' } };
    case 'session':
    case 'assumed-role':
      return { session: { value: toSession(id), source: 'error-message' } };
    case 'task':
      return { target: { value: { kind: 'other', id: arn.resource }, source: 'error-message' } };
    case 'document':
      return { document: { value: arn.account === '' ? id : (resource ?? id), source: 'error-message' } };
    default:
      return {};
  }
}

/** Ids that end as those of Session Manager do. */
const SESSION_ID = /(?<![\w+=,.@-])[\w+=,.@-]{1,70}-(?:[0-9a-f]{17}|[a-z2-9]{26})(?![\w-])/g;

/**
 * `i-0f1e2d3c4b5a69701 is not connected.` A message that names several machines or sessions does not say which of them was meant.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartSession.html#API_StartSession_Errors
 */
function readFailure(message: string | undefined): NamedResource {
  const machines = machineIdsIn(message);
  const [machine] = machines;
  const sessions = [...new Set(message?.slice(0, MAX_CHARACTERS).match(SESSION_ID))].filter(
    (id) => !machines.includes(id),
  );
  const [session] = sessions;
  return {
    target:
      machine === undefined || machines.length > 1
        ? undefined
        : { value: toTarget(machine), source: 'error-message' },
    session:
      session === undefined || sessions.length > 1
        ? undefined
        : { value: toSession(session), source: 'error-message' },
  };
}

const MAX_CHARACTERS = 2000;
