import { type JsonInput, validationError } from '../json-protocol.ts';
import { ServiceError } from '../service.ts';
import { ssmPage } from './pagination.ts';

/** A session as DescribeSessions returns it, and the one of its two lists that it is in. */
export interface StandInSession {
  /** Active sessions are connected or about to be. Those in the history are over, for up to 30 days. */
  readonly State: 'Active' | 'History';
  readonly Status: 'Connected' | 'Connecting' | 'Disconnected' | 'Terminated' | 'Terminating' | 'Failed';
  readonly SessionId: string;
  readonly Target: string;
  /** The ARN of whoever started it. */
  readonly Owner: string;
  /** A number is in seconds since 1970. */
  readonly StartDate: Date | number;
  /** The end, in the form of the StartDate. @default - it has not ended */
  readonly EndDate?: Date | number;
  readonly Reason?: string;
  readonly DocumentName?: string;
}

/**
 * The sessions of one state that pass all filters. Filters compare for equality; those by time and by access type are
 * not known here.
 *
 * @throws {ServiceError} `ValidationException`, `InvalidFilterKey`, `InvalidNextToken`
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeSessions.html
 */
export function describeSessions(input: JsonInput, sessions: readonly StandInSession[]): object {
  const { State } = input;
  if (State !== 'Active' && State !== 'History') {
    const constraint = State === undefined ? 'Member must not be null' : 'Member must satisfy enum value set';
    throw validationError('state', State, constraint);
  }
  const passes = toFilters(input.Filters);
  const found = sessions.filter((session) => session.State === State && passes(session));
  const { items, nextToken } = ssmPage(found, input, { min: 1, max: 200, byDefault: 200 });
  return { Sessions: items.map(toWire), NextToken: nextToken };
}

const FILTER_KEYS = ['SessionId', 'Target', 'Owner', 'Status'] as const;

function toFilters(filters: unknown): (session: StandInSession) => boolean {
  if (filters === undefined) return () => true;
  const list = filters as readonly { readonly key?: unknown; readonly value?: unknown }[];
  const conditions = list.map(({ key, value }, index) => {
    const known = FILTER_KEYS.find((name) => name === key);
    if (!known) throw new ServiceError(400, 'InvalidFilterKey', 'The specified key is not valid.');
    if (typeof value !== 'string') {
      throw validationError(`filters.${index + 1}.member.value`, value, 'Member must not be null');
    }
    return (session: StandInSession) => session[known] === value;
  });
  return (session) => conditions.every((holds) => holds(session));
}

function toWire({ State: _list, StartDate, EndDate, ...session }: StandInSession): object {
  return {
    ...session,
    StartDate: toSeconds(StartDate),
    EndDate: EndDate && toSeconds(EndDate),
    OutputUrl: {},
  };
}

function toSeconds(time: Date | number): number {
  return typeof time === 'number' ? time : time.getTime() / 1000;
}
