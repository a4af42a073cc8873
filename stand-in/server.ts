import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Fault, FaultPlan, type FaultRule } from './fault.ts';
import { type Answer, type Call, type Service, ServiceError, type WireRequest } from './service.ts';

/** What every stand-in offers, whichever service it stands in for. */
export interface StandIn {
  /** `http://127.0.0.1:<port>`, for the `endpoint` of an SDK client. */
  readonly endpoint: string;
  /** How many requests were received so far, with those that failed. */
  readonly attempts: number;
  /** The actions that were requested, with their input, oldest first. The list grows while the stand-in runs. */
  readonly requests: readonly Call[];
  /** Queues a fault for the next request, or the next `times` requests. It comes before a standing one. */
  failNext(fault: Fault, times?: number): void;
  /** Fails every request from here on, until `heal` or another standing fault. */
  failAlways(fault: Fault): void;
  /** Lets a rule decide for each request from here on, until `heal` or another standing fault. */
  failWhen(rule: FaultRule): void;
  /** Forgets all faults, queued and standing. Requests that hang stay hung. */
  heal(): void;
  /** Cuts all connections, with those that hang, and frees the port. It may be called again. */
  close(): Promise<void>;
}

/** Serves on a free port of the loopback interface. @throws {Error} if it cannot listen */
export async function startServer(service: Service): Promise<StandIn> {
  const faults = new FaultPlan();
  const requests: Call[] = [];
  let attempts = 0;
  const server = createServer((request, response) => {
    const respond = (body: string) => {
      attempts += 1;
      const { method = '', url: path = '', headers } = request;
      const wireRequest = { method, path, headers, body };
      handle({ service, faults, requests, attempt: attempts, request: wireRequest, response });
    };
    // A client that leaves while it is still sending waits for no answer.
    text(request).then(respond, () => request.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://127.0.0.1:${port}`,
    get attempts() {
      return attempts;
    },
    requests,
    failNext: (fault, times = 1) => faults.queue(fault, times),
    failAlways: (fault) => faults.follow(() => fault),
    failWhen: (rule) => faults.follow(rule),
    heal: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        // Its one error is "not running", which is what the caller wants.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly service: Service;
  readonly faults: FaultPlan;
  /** The list that the call is added to. */
  readonly requests: Call[];
  readonly attempt: number;
  readonly request: WireRequest;
  readonly response: ServerResponse;
}

function handle(exchange: Exchange): void {
  const { service, request, response } = exchange;
  const requestId = randomUUID();
  try {
    const call = service.read(request);
    exchange.requests.push(call);
    const { action } = call;
    const fault = exchange.faults.faultFor({ attempt: exchange.attempt, action, body: request.body });
    const answer = fault ? applyFault(fault, exchange, call, requestId) : service.perform(call, requestId);
    if (answer) send(response, answer, requestId);
  } catch (error) {
    send(response, service.errorAnswer(toServiceError(error), requestId), requestId);
  }
}

/** The response that a fault makes. Undefined: the client gets none. */
function applyFault(fault: Fault, exchange: Exchange, call: Call, requestId: string): Answer | undefined {
  const { service, response } = exchange;
  switch (fault.kind) {
    case undefined:
      throw new ServiceError(fault.status, fault.code, fault.message ?? fault.code);
    case 'hang':
      return undefined;
    case 'hang-after-headers':
      response.writeHead(200).flushHeaders();
      return undefined;
    case 'reset':
      response.socket?.resetAndDestroy();
      return undefined;
    case 'performed-then-reset':
      service.perform(call, requestId);
      response.socket?.resetAndDestroy();
      return undefined;
    case 'empty':
      return service.emptyAnswer(call.action, requestId);
    case 'nonsense':
      return { status: fault.status ?? 200, contentType: 'text/html', body: fault.body ?? WEB_PAGE };
    default:
      return fault satisfies never;
  }
}

/** It is valid HTML, and neither XML nor JSON: `meta` is not closed. */
const WEB_PAGE =
  '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>Please sign in.</body></html>';

function send(response: ServerResponse, answer: Answer, requestId: string): void {
  const { status, contentType, body, headers } = answer;
  response
    .writeHead(status, {
      ...headers,
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'x-amzn-requestid': requestId,
    })
    .end(body);
}

/** A bug of a stand-in or of a callback is a 400, so that it shows at once: a client would retry a status from 500 up. */
function toServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ServiceError(400, 'StandInFailure', detail, { cause: error });
}
