// Lambda names an error by its class in the log and in the failure queue. The static names are what a minifier keeps.

/** The one input that cannot become an alert: nothing in it says what happened. It goes to the failure queue. */
export class UnreadableEnvelopeError extends Error {
  static override readonly name = 'UnreadableEnvelopeError';
  override readonly name = 'UnreadableEnvelopeError';

  constructor(problem: string) {
    super(`Not an EventBridge event: ${problem}`);
  }
}

/** The function was deployed with an incomplete or wrong environment. */
export class EnvironmentError extends Error {
  static override readonly name = 'EnvironmentError';
  override readonly name = 'EnvironmentError';
}

/** SNS did not take the message. Thrown, so that Lambda retries the event and then keeps it. */
export class PublishError extends Error {
  static override readonly name = 'PublishError';
  override readonly name = 'PublishError';
  readonly eventId: string | undefined;

  constructor(problem: string, options: { eventId: string | undefined; cause?: unknown }) {
    super(`The alert for event ${options.eventId ?? '(no id)'} was not published: ${problem}`, {
      cause: options.cause,
    });
    this.eventId = options.eventId;
  }
}

/** Another invocation is sending this event now. Thrown, so that the event comes again, in case that one fails. */
export class EventHeldError extends Error {
  static override readonly name = 'EventHeldError';
  override readonly name = 'EventHeldError';
  readonly eventId: string | undefined;

  constructor(eventId: string | undefined) {
    super(`Event ${eventId} is being sent by another invocation. It is tried again, in case that one fails.`);
    this.eventId = eventId;
  }
}
