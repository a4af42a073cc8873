import type { IncomingHttpHeaders } from 'node:http';

export interface WireRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A service in its wire protocol, made by `queryService` and its like. */
export interface Service {
  /** The action that a request asks for; empty if it names none. */
  readonly actionOf: (request: WireRequest) => string;
  /** Performs the action. @throws {ServiceError} when the service refuses */
  readonly perform: (request: WireRequest, requestId: string) => Answer;
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

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}
