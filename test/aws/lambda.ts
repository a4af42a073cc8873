import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';
import { restJsonService } from './rest-json-protocol.ts';

/** A function as GetFunctionConfiguration returns it. */
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
  /** @default - it uses the concurrency that all functions share */
  readonly ReservedConcurrentExecutions?: number;
}

/** A queue that a function reads, as ListEventSourceMappings returns it. */
export interface StandInMapping {
  readonly UUID: string;
  readonly EventSourceArn: string;
  /** ARN of the function. */
  readonly FunctionArn: string;
  readonly State: string;
  /** @default - as many instances read it as there is work for */
  readonly ScalingConfig?: { readonly MaximumConcurrency: number };
}

export interface LambdaOptions {
  readonly functions: readonly StandInFunction[];
  /** How many functions may run at a time. */
  readonly concurrentExecutions: number;
  /** @default - no function reads a queue */
  readonly mappings?: readonly StandInMapping[];
}

/** The concurrency that Lambda leaves to functions without a reservation, or all of it in an account that has less. */
const KEPT_UNRESERVED = 100;

/**
 * Stands in for AWS Lambda on the loopback interface: point a `LambdaClient` at its `endpoint`. It returns how
 * functions and the account are set up, reserves concurrency, and runs nothing. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html
 */
export function startLambda({
  functions,
  concurrentExecutions,
  mappings = [],
}: LambdaOptions): Promise<StandIn> {
  const reservations = new Map(
    functions.map((one) => [one.FunctionName, one.ReservedConcurrentExecutions] as const),
  );
  const find = (name: unknown): StandInFunction => {
    const found = functions.find(({ FunctionName }) => FunctionName === name);
    if (!found) throw new ServiceError(404, 'ResourceNotFoundException', `Function not found: ${name}`);
    return found;
  };
  const unreserved = () =>
    [...reservations.values()].reduce<number>((left, reserved = 0) => left - reserved, concurrentExecutions);

  return startServer(
    restJsonService({
      GetFunctionConfiguration: {
        method: 'GET',
        path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/,
        perform: ({ name }) => {
          const { ReservedConcurrentExecutions: _, ...configuration } = find(name);
          return configuration;
        },
      },
      GetFunctionConcurrency: {
        method: 'GET',
        path: /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/,
        perform: ({ name }) => ({ ReservedConcurrentExecutions: reservations.get(find(name).FunctionName) }),
      },
      PutFunctionConcurrency: {
        method: 'PUT',
        path: /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/,
        perform: ({ name, ReservedConcurrentExecutions }) => {
          const { FunctionName } = find(name);
          const reserved = Number(ReservedConcurrentExecutions);
          const minimum = Math.min(KEPT_UNRESERVED, concurrentExecutions);
          if (unreserved() + (reservations.get(FunctionName) ?? 0) - reserved < minimum) {
            throw new ServiceError(
              400,
              'InvalidParameterValueException',
              `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
            );
          }
          reservations.set(FunctionName, reserved);
          return { ReservedConcurrentExecutions: reserved };
        },
      },
      ListEventSourceMappings: {
        method: 'GET',
        path: /^\/2015-03-31\/event-source-mappings\/?$/,
        perform: ({ EventSourceArn, FunctionName }) => ({
          EventSourceMappings: mappings.filter(
            (mapping) =>
              [undefined, mapping.EventSourceArn].includes(EventSourceArn as string | undefined) &&
              mapping.FunctionArn.endsWith(`:${FunctionName}`),
          ),
        }),
      },
      GetAccountSettings: {
        method: 'GET',
        path: /^\/2016-08-19\/account-settings\/?$/,
        perform: () => ({
          AccountLimit: {
            ConcurrentExecutions: concurrentExecutions,
            UnreservedConcurrentExecutions: unreserved(),
          },
        }),
      },
    }),
  );
}
