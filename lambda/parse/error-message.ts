import type { Session, Sourced, Target } from '../domain/session-event.ts';
import { afterLastSlash, parseArn } from './arn.ts';
import { toSession } from './session-id.ts';
import { toTarget } from './target.ts';

/** What an authorization error names. Nothing else in a denied call says what was asked for. */
export interface NamedResource {
  readonly target?: Sourced<Target> | undefined;
  readonly session?: Sourced<Session> | undefined;
  /** The name or ARN of a session document. */
  readonly document?: Sourced<string> | undefined;
}

/**
 * Reads the resource in `User: <arn> is not authorized to perform: ssm:StartSession on resource: <arn> because …`. It
 * is the instance or the document, at random; for a session it is `session/<id>` or `assumed-role/<role>/<session
 * id>`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readErrorMessage(message: string | undefined): NamedResource {
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
