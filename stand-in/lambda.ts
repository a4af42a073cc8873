import { restJsonService } from './rest-json-protocol.ts';
import { type StandIn, startServer } from './server.ts';
import { ServiceError } from './service.ts';

/** A function as GetFunctionConfiguration tells it. */
export interface StandInFunction {
  readonly FunctionName: string;
  readonly State: string;
  /** @default - none */
  readonly StateReason?: string;
  readonly LastUpdateStatus: string;
  /** @default - none */
  readonly LastUpdateStatusReason?: string;
  readonly LoggingConfig: { readonly LogGroup: string };
  /** @default - no variables */
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  /** @default - it takes from what all functions share */
  readonly ReservedConcurrentExecutions?: number;
}

/** A queue that a function reads, as ListEventSourceMappings tells it. */
export interface StandInMapping {
  readonly UUID: string;
  readonly EventSourceArn: string;
  /** ARN of the function. */
  readonly FunctionArn: string;
  readonly State: string;
  /** @default - as many copies read it as there is work for */
  readonly ScalingConfig?: { readonly MaximumConcurrency: number };
}

export interface LambdaOptions {
  readonly functions: readonly StandInFunction[];
  /** How many functions may run at a time. */
  readonly concurrentExecutions: number;
  /** @default - no function reads a queue */
  readonly mappings?: readonly StandInMapping[];
}

/**
 * Stands in for AWS Lambda on the loopback interface: point a `LambdaClient` at its `endpoint`. It tells how functions
 * and the account are set up, and runs nothing. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
 */
export function startLambda({
  functions,
  concurrentExecutions,
  mappings = [],
}: LambdaOptions): Promise<StandIn> {
  return startServer(
    restJsonService({
      GetFunctionConfiguration: {
        method: 'GET',
        path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/,
        perform: ({ name }) => {
          const { ReservedConcurrentExecutions: _, ...configuration } = find(functions, name);
          return configuration;
        },
      },
      GetFunctionConcurrency: {
        method: 'GET',
        path: /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/,
        perform: ({ name }) => {
          const { ReservedConcurrentExecutions } = find(functions, name);
          return { ReservedConcurrentExecutions };
        },
      },
      ListEventSourceMappings: {
        method: 'GET',
        path: /^\/2015-03-31\/event-source-mappings\/?$/,
        perform: ({ EventSourceArn, FunctionName }) => ({
          EventSourceMappings: mappings.filter(
            (mapping) =>
              [undefined, mapping.EventSourceArn].includes(EventSourceArn) &&
              mapping.FunctionArn.endsWith(`:${FunctionName}`),
          ),
        }),
      },
      GetAccountSettings: {
        method: 'GET',
        path: /^\/2016-08-19\/account-settings\/?$/,
        perform: () => ({ AccountLimit: limitOf(functions, concurrentExecutions) }),
      },
    }),
  );
}

function find(functions: readonly StandInFunction[], name: string | undefined): StandInFunction {
  const found = functions.find(({ FunctionName }) => FunctionName === name);
  if (!found) throw new ServiceError(404, 'ResourceNotFoundException', `Function not found: ${name}`);
  return found;
}

function limitOf(functions: readonly StandInFunction[], limit: number): object {
  const reserved = functions.reduce((sum, one) => sum + (one.ReservedConcurrentExecutions ?? 0), 0);
  return { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: limit - reserved };
}
