import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over HTTP. */
export interface WireRequest {
  /** The method in capitals: `POST`. */
  readonly method: string;
  /** The path with its query, as the client wrote it: `/2015-03-31/functions/notify/configuration`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as the protocol understands it. */
export interface Call {
  /** The name of the action, as `Publish`. Empty: the request names none. */
  readonly action: string;
  /** The parameters. In the query protocol all are texts; in JSON they are what the client sent. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A response before it is sent. */
export interface Answer {
  /** The HTTP status. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Headers beside those that every response has. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service in its wire protocol, made by `queryService` or `jsonService`. */
export interface Service {
  /** @throws {ServiceError} when the request is not of this protocol */
  readonly read: (request: WireRequest) => Call;
  /** Performs the action. @throws {ServiceError} when the service refuses */
  readonly perform: (call: Call, requestId: string) => Answer;
  /** A success in which every field of the result is missing. */
  readonly emptyAnswer: (action: string, requestId: string) => Answer;
  /** The error in the form of the protocol. */
  readonly errorAnswer: (error: ServiceError, requestId: string) => Answer;
}

/**
 * The refusal of a request by a service: the HTTP status, the code on the wire (`InvalidParameter`, not the SDK's
 * `InvalidParameterException`) and the text.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;
  /** Fields of the error beside its message, such as the item that failed a condition. */
  readonly fields: object;

  constructor(
    status: number,
    code: string,
    message: string,
    options: ErrorOptions & { fields?: object } = {},
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.fields = options.fields ?? {};
  }
}
