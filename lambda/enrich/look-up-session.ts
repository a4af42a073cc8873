import { DescribeSessionsCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import type { Session } from '../domain/session-event.ts';
import { afterLastSlash, parseArn } from '../parse/arn.ts';
import { anything, fields, listOf, text } from '../parse/detail.ts';
import { toDocument } from '../parse/document.ts';
import { toTarget } from '../parse/target.ts';
import { toIsoTime } from '../parse/time.ts';
import type { FoundSession, Place } from './look-ups.ts';

/**
 * Looks a session up among those that are active and those that ended in the last 30 days, since the API searches one
 * or the other, and an event does not say which. Undefined if it is in neither.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeSessions.html
 */
export async function lookUpSession(
  ssm: SSMClient,
  { id }: Session,
  { account }: Place,
  abortSignal: AbortSignal,
): Promise<FoundSession | undefined> {
  const Filters = [{ key: 'SessionId' as const, value: id }];
  const answers = await Promise.all(
    (['Active', 'History'] as const).map((State) =>
      ssm.send(new DescribeSessionsCommand({ State, Filters }), { abortSignal }),
    ),
  );
  const sessions = answers.flatMap((answer) => v.parse(Answer, answer).Sessions);
  const found = sessions.find(({ SessionId }) => SessionId === id);
  return found && toFoundSession(found, account);
}

/** An answer is read like an event: what is odd costs its field and no other. */
const SsmSession = fields({
  SessionId: text,
  Target: text,
  DocumentName: text,
  Owner: text,
  Reason: text,
  StartDate: anything,
  EndDate: anything,
});

const Answer = fields({ Sessions: listOf(SsmSession) });

function toFoundSession(
  session: v.InferOutput<typeof SsmSession>,
  account: string | undefined,
): FoundSession {
  const { Target, DocumentName, Owner, Reason, StartDate, EndDate } = session;
  const source = 'look-up';
  const owner = parseArn(Owner);
  return {
    details: {
      owner: Owner && (afterLastSlash(Owner) ?? (owner?.resource || undefined)),
      ownerArn: owner && Owner,
      ownerAccount: owner?.account || undefined,
      ownerRole: /^assumed-role\/(.+)\/[^/]+$/.exec(owner?.resource ?? '')?.[1],
      startedAt: dateToIsoTime(StartDate),
      endedAt: dateToIsoTime(EndDate),
      reason: Reason,
    },
    target: Target ? { value: toTarget(Target), source } : undefined,
    document: DocumentName ? { value: toDocument(DocumentName, [], account), source } : undefined,
  };
}

function dateToIsoTime(date: unknown): string | undefined {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? toIsoTime(date.toISOString()) : undefined;
}
