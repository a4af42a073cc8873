import { type Answer, type Service, ServiceError, type WireRequest } from '../../stand-in/service.ts';

/** Those of the path and the query are texts. */
type Parameters = Readonly<Record<string, unknown>>;

/** An action and its address. */
export interface RestRoute {
  readonly method: string;
  /** Of the path, without the query. Its named groups are parameters, as are the fields of the query and of the body. */
  readonly path: RegExp;
  /** From the parameters to the output. Throws a ServiceError to refuse. */
  readonly perform: (parameters: Parameters) => object;
}

/**
 * A service that speaks the AWS REST JSON protocol: method and path name the action, JSON comes out.
 *
 * @param routes by the name of the action
 * @see https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
 */
export function restJsonService(routes: Readonly<Record<string, RestRoute>>): Service {
  return {
    read: (request) => {
      for (const [action, route] of Object.entries(routes)) {
        const input = parametersOf(request, route);
        if (input) return { action, input };
      }
      return { action: '', input: {} };
    },
    perform({ action, input }) {
      const route = Object.hasOwn(routes, action) ? routes[action] : undefined;
      if (!route) throw new ServiceError(404, 'UnknownOperationException', 'No action has this address.');
      return json(200, route.perform(input));
    },
    emptyAnswer: () => json(200, {}),
    errorAnswer: ({ status, code, message }) => ({
      ...json(status, { Type: status < 500 ? 'User' : 'Server', Message: message }),
      headers: { 'x-amzn-errortype': code },
    }),
  };
}

function parametersOf({ method, path, body }: WireRequest, route: RestRoute): Parameters | undefined {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const match = method === route.method ? route.path.exec(pathname) : null;
  if (!match) return undefined;
  const found = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
  return { ...(body && JSON.parse(body)), ...Object.fromEntries([...searchParams, ...found]) };
}

function json(status: number, value: object): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}
