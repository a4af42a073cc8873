import * as v from 'valibot';
import { isNothing, toObject } from './copies.ts';
import { anything, fields, text, typedText } from './detail.ts';

/** What a call asked for and what it was answered, as far as the event says so in a form that can be read. */
export interface Call {
  readonly target?: string | undefined;
  readonly documentName?: string | undefined;
  readonly parameters?: unknown;
  readonly reason?: string | undefined;
  readonly sessionId?: string | undefined;
  /** What is there and cannot be read. Absent where nothing is. */
  readonly unreadable?: readonly ('target' | 'session')[] | undefined;
}

const Request = fields({
  target: anything,
  documentName: text,
  parameters: anything,
  reason: typedText,
  sessionId: anything,
});
const Response = fields({ sessionId: anything });

/**
 * Reads `requestParameters` and `responseElements`. CloudTrail writes null for both where a call was denied; a copy may
 * have masked one of them, or turned it into text.
 */
export function readCall(requestParameters: unknown, responseElements: unknown): Call {
  const request = v.parse(Request, requestParameters);
  const response = v.parse(Response, responseElements);
  const target = toText(request.target);
  const sessionId = toText(response.sessionId) ?? toText(request.sessionId);
  const lost = {
    target: target === undefined && (isLost(requestParameters) || !isNothing(request.target)),
    session:
      sessionId === undefined &&
      (isLost(responseElements) || !isNothing(response.sessionId) || !isNothing(request.sessionId)),
  };
  const unreadable = (['target', 'session'] as const).filter((what) => lost[what]);
  return { ...request, target, sessionId, unreadable: unreadable.length === 0 ? undefined : unreadable };
}

/** Whether something stands in the place of an object, and is none. */
function isLost(value: unknown): boolean {
  return !isNothing(value) && toObject(value) === undefined;
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && !isNothing(value) ? value : undefined;
}
