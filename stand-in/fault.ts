/** What goes wrong with one request. A member without `kind` is an error that the service itself answers. */
export type Fault =
  | {
      readonly kind?: undefined;
      /** The HTTP status. Below 500 the answer blames the sender, from 500 the receiver. */
      readonly status: number;
      /** The code on the wire: `Throttling`, `InternalError`, `KMSThrottling` … */
      readonly code: string;
      /** @default - the code again */
      readonly message?: string;
    }
  /** Takes the request and never answers. Nothing is done. */
  | { readonly kind: 'hang' }
  /** Answers 200 with headers, then never sends a body. Nothing is done. */
  | { readonly kind: 'hang-after-headers' }
  /** Resets the connection once the request has been read. Nothing is done. */
  | { readonly kind: 'reset' }
  /**
   * Does what was asked, then resets the connection: a client that tries again does it twice. What the service would
   * refuse is refused as ever.
   */
  | { readonly kind: 'performed-then-reset' }
  /** Answers 200 in the right form, with every field missing: no MessageId, no list. Nothing is done. */
  | { readonly kind: 'empty' }
  /** Answers with what the client cannot read. Nothing is done. */
  | {
      readonly kind: 'nonsense';
      /** The HTTP status. @default 200 */
      readonly status?: number;
      /** @default - a web page, as a proxy or a captive portal sends it */
      readonly body?: string;
    };

/** What a fault may depend on. */
export interface FaultableRequest {
  /** The number of the request since the start, from 1. */
  readonly attempt: number;
  /** The name of the action, as `Publish`. */
  readonly action: string;
  /** The body as it came, still encoded. */
  readonly body: string;
}

/** Decides whether a request fails, and how. Undefined: it does not. */
export type FaultRule = (request: FaultableRequest) => Fault | undefined;

/** Decides which requests fail: queued faults first, in order, then a standing rule. */
export class FaultPlan {
  #queued: Fault[] = [];
  #rule: FaultRule = () => undefined;

  queue(fault: Fault, times: number): void {
    this.#queued.push(...Array.from({ length: times }, () => fault));
  }

  follow(rule: FaultRule): void {
    this.#rule = rule;
  }

  clear(): void {
    this.#queued = [];
    this.#rule = () => undefined;
  }

  faultFor(request: FaultableRequest): Fault | undefined {
    return this.#queued.shift() ?? this.#rule(request);
  }
}
