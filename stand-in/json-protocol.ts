import { type Answer, type Service, ServiceError, type WireRequest } from './service.ts';

/** The body of a request: a JSON object whose fields nobody has checked. */
export type JsonInput = Readonly<Record<string, unknown>>;

/** The actions by name: from the input to the output. An action throws a ServiceError to refuse. */
export type JsonActions = Readonly<Record<string, (input: JsonInput) => object>>;

/**
 * A service that speaks the AWS JSON protocol 1.1: JSON goes in, JSON comes out, and a header names the action, as in
 * `X-Amz-Target: AmazonSSM.DescribeSessions`. An action without a row is an `UnknownOperationException`.
 *
 * @param target the part of the header before the dot: `AmazonSSM`
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function jsonService(target: string, actions: JsonActions): Service {
  return {
    read: (request) => ({ action: actionOf(request, target), input: inputOf(request) }),
    perform({ action, input }) {
      const perform = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!perform) {
        throw new ServiceError(400, 'UnknownOperationException', `${target} has no operation "${action}".`);
      }
      return json(200, perform(input));
    },
    emptyAnswer: () => json(200, {}),
    errorAnswer: ({ status, code, message, fields }) => ({
      ...json(status, { __type: code, message, ...fields }),
      headers: { 'x-amzn-errortype': code },
    }),
  };
}

/** The refusal of a value that the service's model rules out: `Value null at 'state' failed to satisfy constraint: …`. */
export function validationError(member: string, value: unknown, constraint: string): ServiceError {
  const shown = value === undefined || value === null ? 'null' : `'${String(value)}'`;
  const detail = `Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`;
  return new ServiceError(400, 'ValidationException', `1 validation error detected: ${detail}`);
}

function actionOf({ headers }: WireRequest, target: string): string {
  const [service, action = ''] = String(headers['x-amz-target'] ?? '').split('.');
  return service === target ? action : '';
}

function inputOf({ body }: WireRequest): JsonInput {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonInput;
  } catch {
    // Answered below, as for JSON that is no object.
  }
  throw new ServiceError(400, 'SerializationException', 'The request is no JSON object.');
}

function json(status: number, value: object): Answer {
  return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}
