import { type Answer, type Service, ServiceError, type WireRequest } from './service.ts';

/** An action and its address. */
export interface RestRoute {
  readonly method: string;
  /** Of the path, without the query. Its named groups are parameters, as are the fields of the query. */
  readonly path: RegExp;
  /** From the parameters to the output. Throws a ServiceError to refuse. */
  readonly perform: (parameters: Readonly<Partial<Record<string, string>>>) => object;
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
      return json(200, route.perform(input as Partial<Record<string, string>>));
    },
    emptyAnswer: () => json(200, {}),
    errorAnswer: ({ status, code, message }) => ({
      ...json(status, { Type: status < 500 ? 'User' : 'Server', Message: message }),
      headers: { 'x-amzn-errortype': code },
    }),
  };
}

function parametersOf({ method, path }: WireRequest, route: RestRoute): Record<string, string> | undefined {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const match = method === route.method ? route.path.exec(pathname) : null;
  if (!match) return undefined;
  const found = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
  return Object.fromEntries([...searchParams, ...found]);
}

function json(status: number, value: object): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}
