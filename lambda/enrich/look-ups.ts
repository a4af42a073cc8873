import type {
  Session,
  SessionDetails,
  SessionDocument,
  Sourced,
  Target,
  TargetDetails,
} from '../domain/session-event.ts';

/** Questions to AWS about one event. Each answers, or rejects; whoever asks keeps to the time. */
export interface LookUps {
  /** What Session Manager knows of a session; undefined if it does not know it. */
  session(session: Session, place: Place, signal: AbortSignal): Promise<FoundSession | undefined>;
  /** What a target is called. */
  target(target: Target, place: Place, signal: AbortSignal): Promise<TargetDetails>;
}

/** Where the event happened, as far as it says. */
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
