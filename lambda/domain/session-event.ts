/**
 * The domain: what is known about one Session Manager API call, in the words of the field and free of CloudTrail's
 * field names. `parse.ts` makes it, and every later step reads it.
 *
 * An absent property is unknown. The alert says so and does not hide it.
 */

/** The API calls that are reported and what each means. The rule's pattern and the parser share this one list. */
export const SESSION_EVENT_NAMES = {
  StartSession: 'started',
  ResumeSession: 'resumed',
  TerminateSession: 'ended',
} as const;

/** The one CloudTrail `eventSource` of session calls. Athena, too, has a StartSession. */
export const SESSION_EVENT_SOURCE = 'ssm.amazonaws.com';

export type SessionEvent = SessionCall | UnrecognisedEvent | TestEvent;

export type SessionCall = SessionFacts & {
  readonly kind: (typeof SESSION_EVENT_NAMES)[keyof typeof SESSION_EVENT_NAMES];
};

/** A call of no known shape. It becomes an alert all the same, which says that it was not understood. */
export type UnrecognisedEvent = SessionFacts & {
  readonly kind: 'unrecognised';
  readonly eventName?: string | undefined;
  readonly eventSource?: string | undefined;
  /** The CloudTrail record as JSON, without its response and with secrets withheld. */
  readonly raw: string;
};

/** A test whether alerts arrive. It involves no session. */
export type TestEvent = SessionFacts & { readonly kind: 'test' };

export interface SessionFacts {
  readonly eventId?: string | undefined;
  /** When the call was made, as ISO 8601 in UTC to the second: `2026-05-04T09:00:07Z`. */
  readonly time?: string | undefined;
  /** The id of the account in which the call was made: twelve digits, as text because the first may be 0. */
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** The partition of the Region: `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  readonly outcome: Outcome;
  readonly actor: Actor;
  readonly session?: Sourced<Session> | undefined;
  readonly target?: Sourced<Target> | undefined;
  readonly document?: Sourced<SessionDocument> | undefined;
  readonly parameters: readonly Parameter[];
  /** What the caller typed as the reason: a claim. */
  readonly reason?: string | undefined;
  /** What the event names in a form that could not be read. Absent where there is nothing of the kind. */
  readonly unreadable?: readonly ('target' | 'session')[] | undefined;
  readonly origin: Origin;
  readonly agent?: Agent | undefined;
  /** Set where CloudTrail corrects an event that it delivered before: no new call was made. */
  readonly correction?: Correction | undefined;
  /** How the event came here, which is no part of what it says. */
  readonly arrival?: Arrival | undefined;
  /** What AWS answered about the event. Absent where nothing was looked up. */
  readonly lookedUp?: LookedUp | undefined;
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export interface Correction {
  /** The id of the event that is corrected. */
  readonly eventId?: string | undefined;
  /** The names of the fields that changed, as CloudTrail lists them. */
  readonly fields?: string | undefined;
}

export interface Arrival {
  /** When the function received the event; ISO 8601 in UTC, to the second. Absent where nobody looked at a clock. */
  readonly receivedAt?: string | undefined;
  /** The name of the replay of an EventBridge archive that sent the event again. */
  readonly replayName?: string | undefined;
  /** Set where CloudTrail says that it delivered the event late. */
  readonly delayed?: true | undefined;
}

/** Answers about the session and its target, apart from what the event itself says. */
export interface LookedUp {
  readonly session?: SessionDetails | undefined;
  readonly target?: TargetDetails | undefined;
  readonly failures: readonly LookupFailure[];
}

export interface SessionDetails {
  /** The name under which the session was started, from the ARN that Session Manager keeps. A tool may have made it. */
  readonly owner?: string | undefined;
  /** The whole ARN: a name alone can be chosen by whoever assumes a role. */
  readonly ownerArn?: string | undefined;
  /** The role of that ARN, if the owner had assumed one. */
  readonly ownerRole?: string | undefined;
  /** The account of that ARN. */
  readonly ownerAccount?: string | undefined;
  /** ISO 8601 in UTC, to the second, like every time here. */
  readonly startedAt?: string | undefined;
  /** When the session ended. Absent while it is active. */
  readonly endedAt?: string | undefined;
  /** What the owner typed when the session was started. */
  readonly reason?: string | undefined;
}

export interface TargetDetails {
  /** The value of the tag `Name`. */
  readonly name?: string | undefined;
  /** The computer name that a managed node reports. */
  readonly computerName?: string | undefined;
  /** Those of the configured tags that the target has. */
  readonly tags: readonly Tag[];
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface LookupFailure {
  readonly what: 'session' | 'target';
  /** Why it failed, to follow the words `the look-up`: `timed out`, `was not permitted`. */
  readonly reason: string;
}

/** A value and where it was read: CloudTrail's own field for it, the text of an error message, or a look-up. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: 'event' | 'error-message' | 'look-up';
}

export type Outcome =
  | { readonly kind: 'succeeded' }
  | (ApiError & { readonly kind: 'denied' })
  | (ApiError & { readonly kind: 'failed' });

interface ApiError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** Who made the call. The session may have been started by somebody else: see `Session.starter`. */
export type Actor = ActorIdentity & {
  readonly account?: string | undefined;
  readonly arn?: string | undefined;
  readonly principalId?: string | undefined;
  /** The name Session Manager puts in front of the ids of sessions that this actor starts. */
  readonly sessionName?: string | undefined;
  /** Whether the credentials say that MFA was used. Absent where they do not say, which is not false. */
  readonly mfa?: boolean | undefined;
  /** The AWS service that made the call on the actor's behalf. */
  readonly via?: string | undefined;
  /** The account of a product provider that acted with delegated permissions. */
  readonly delegate?: string | undefined;
  /** True where the event does not give the type of the identity, and the ARN tells it. */
  readonly typeInferred?: boolean | undefined;
};

export type ActorIdentity =
  | { readonly kind: 'iam-user'; readonly name: string }
  | {
      readonly kind: 'identity-center-user';
      readonly name: string;
      readonly permissionSet?: string | undefined;
      /** True where the event gives no name, only the id that the directory has for the user. */
      readonly idOnly?: boolean | undefined;
      /** True where only the role's name, which a person can choose, says that it is one of IAM Identity Center. */
      readonly inferred?: boolean | undefined;
    }
  | {
      readonly kind: 'role-session';
      readonly name: string;
      readonly role?: string | undefined;
      /** The person at the start of a chain of roles, where the roles carry one. */
      readonly sourceIdentity?: string | undefined;
    }
  | { readonly kind: 'root'; readonly sourceIdentity?: string | undefined; readonly assumed: boolean }
  | { readonly kind: 'federated-user'; readonly name: string; readonly federatedBy?: string | undefined }
  | { readonly kind: 'external-user'; readonly name: string; readonly provider?: string | undefined }
  | {
      readonly kind: 'machine';
      readonly name: string;
      readonly machine: string;
      readonly role?: string | undefined;
      /** True where only the role session's name, which a person can choose, says that it is a machine. */
      readonly inferred: boolean;
    }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'account' }
  | { readonly kind: 'other'; readonly name: string; readonly type: string }
  | { readonly kind: 'unknown'; readonly raw: string };

export interface Session {
  readonly id: string;
  /** The name of whoever started the session, inferred from the id. Absent where the id names no person. */
  readonly starter?: string | undefined;
}

export type Target =
  | { readonly kind: 'ec2-instance'; readonly id: string }
  | { readonly kind: 'managed-node'; readonly id: string }
  | {
      readonly kind: 'ecs-task';
      readonly id: string;
      readonly cluster: string;
      readonly task: string;
      readonly container: string;
    }
  | {
      readonly kind: 'hyperpod-node';
      readonly id: string;
      readonly cluster: string;
      readonly group: string;
      readonly instance: string;
    }
  | { readonly kind: 'other'; readonly id: string };

/** What the session was opened for, as its document and parameters say. */
export type SessionDocument = SessionPurpose & {
  readonly name: string;
  /** The name as the caller gave it, where that was an ARN. */
  readonly arn?: string | undefined;
  /** The account of that ARN; AWS's own documents have none. */
  readonly account?: string | undefined;
};

export type SessionPurpose =
  | { readonly kind: 'shell' }
  | {
      readonly kind: 'port-forwarding';
      readonly port?: string | undefined;
      readonly localPort?: string | undefined;
    }
  | {
      readonly kind: 'remote-port-forwarding';
      readonly host?: string | undefined;
      readonly port?: string | undefined;
      readonly localPort?: string | undefined;
    }
  | { readonly kind: 'ssh'; readonly port?: string | undefined }
  | { readonly kind: 'command'; readonly interactive: boolean; readonly command?: string | undefined }
  | { readonly kind: 'custom' };

export interface Parameter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Where the call came from. */
export type Origin =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'aws-internal' }
  /** The backend of the AWS console made the call, from an address of its own, for somebody who sits elsewhere. */
  | { readonly kind: 'aws-console'; readonly addresses: readonly string[] }
  | { readonly kind: 'unreadable'; readonly raw: string }
  | { readonly kind: 'unknown' };

/** The program that made the call: in words (`AWS CLI 2.31 on macOS`) where known, and as it named itself. */
export interface Agent {
  readonly words?: string | undefined;
  readonly raw: string;
}
