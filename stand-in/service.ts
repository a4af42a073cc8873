import type { IncomingHttpHeaders } from 'node:http';

export interface WireRequest {
  /** `POST`, for one. */
  readonly method: string;
  /** With the query, as the client wrote it: `/2015-03-31/functions/notify/configuration`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as it was understood. */
export interface Call {
  /** `Publish`, for one; empty if the request names none. */
  readonly action: string;
  /** The parameters: in the query protocol all are texts, in JSON they are what the client sent. */
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** @default - none beyond those that every answer has */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service in its wire protocol, made by `queryService` or `jsonService`. */
export interface Service {
  /** @throws {ServiceError} when the request is not of this protocol */
  readonly read: (request: WireRequest) => Call;
  /** Performs the action. @throws {ServiceError} when the service refuses */
  readonly perform: (call: Call, requestId: string) => Answer;
  /** A success that says nothing: every field of the result is missing. */
  readonly emptyAnswer: (action: string, requestId: string) => Answer;
  readonly errorAnswer: (error: ServiceError, requestId: string) => Answer;
}

/**
 * The service refuses: the HTTP status, the code on the wire (`InvalidParameter`, not the SDK's
 * `InvalidParameterException`) and the text.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;
  readonly code: string;
  /** What the error carries beside its message, as the item that stood in the way of a condition. */
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
