import { cut } from '../../../../lambda/text/cut.ts';

/** Enough to recognise the error. The log has the rest. */
const MAX_CHARACTERS = 300;

/**
 * The error in an entry of the function's log: `PublishError: The alert was not published.`
 *
 * The runtime writes `errorType` and `errorMessage`, beside the message, in its place, or as JSON at its end. The type
 * is the name of the class, which may be minified, such as `Es`; the errors of this project carry their own in `name`.
 * Lambda reports a run without an error of its own as `record.status`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 */
export function errorInLog(entry: string | undefined): string {
  const words = wordsIn(entry ?? '').trim() || 'the log does not say which.';
  return cut(/[.!?]$/.test(words) ? words : `${words}.`, MAX_CHARACTERS);
}

/** The run that an entry is of. */
export function requestIdInLog(entry: string | undefined): string | undefined {
  const { requestId, record } = toFields(entry ?? '') ?? {};
  const id = requestId ?? (isFields(record) ? record.requestId : undefined);
  return typeof id === 'string' ? id : undefined;
}

function wordsIn(entry: string): string {
  const fields = toFields(entry);
  if (!fields) return entry;
  const { message, record } = fields;
  const { errorType, errorMessage, name, error } = { ...fields, ...fieldsOf(message) };
  if (errorMessage !== undefined) {
    const called = name ?? (MINIFIED.test(String(errorType)) ? undefined : errorType);
    return called === undefined ? String(errorMessage) : `${called}: ${errorMessage}`;
  }
  // Of a batch that failed in part, the function itself writes the error.
  if (typeof error === 'string') return error;
  if (isFields(record)) return ENDS[String(record.status)] ?? `Lambda reports ${record.status}`;
  return typeof message === 'string' ? message : entry;
}

const MINIFIED = /^[\w$]{1,3}$/;

/** Of a message that is an object, or that ends in one: `Invoke Error {"errorType":"Es","name":"PublishError"}`. */
function fieldsOf(message: unknown): Fields | undefined {
  if (isFields(message)) return message;
  return typeof message === 'string' && message.includes('{')
    ? toFields(message.slice(message.indexOf('{')))
    : undefined;
}

const ENDS: Readonly<Partial<Record<string, string>>> = {
  timeout: 'it ran out of time',
  failure: 'it ended before it was done',
};

function toFields(entry: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(entry);
    return isFields(value) ? value : undefined;
  } catch {
    // Shown as it is.
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
