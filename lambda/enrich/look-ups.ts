import type {
  Session,
  SessionDetails,
  SessionDocument,
  Sourced,
  Target,
  TargetDetails,
} from '../domain/session-event.ts';

/** Questions to AWS about one event. Each may reject; the caller sets the time by a signal. */
export interface LookUps {
  /** Asks what Session Manager knows of a session. Undefined if it does not know the session. */
  session(session: Session, place: Place, signal: AbortSignal): Promise<FoundSession | undefined>;
  /** Asks for the names and tags of a target. */
  target(target: Target, place: Place, signal: AbortSignal): Promise<TargetDetails>;
}

/** Where the event happened, as far as it is known. */
export interface Place {
  readonly partition: string;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

export interface FoundSession {
  readonly details: SessionDetails;
  readonly target?: Sourced<Target> | undefined;
  readonly document?: Sourced<SessionDocument> | undefined;
}
