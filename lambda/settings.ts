import type { Severity } from './domain/notice.ts';

/**
 * What an audience may set about its alerts. The deployment checks it; it reaches the function as JSON in the variable
 * `SETTINGS`, where what is not set has its default.
 */
export interface Settings {
  /** Names of accounts by their ids: `{ "123456789012": "prod" }`. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** What is looked up about a target. */
  readonly lookups: LookupSettings;
  /** When sessions are expected. Unset: at any time. */
  readonly workingHours?: WorkingHours | undefined;
  /** CIDR blocks, IPv4 and IPv6, from which sessions are expected. Empty: from anywhere. */
  readonly knownNetworks: readonly string[];
  /** Alerts below this are withheld, logged and counted. */
  readonly minimumSeverity: Severity;
  /** Actors whose alerts are withheld, logged and counted, each with the reason. */
  readonly ignoreActors: readonly IgnoredActor[];
}

export interface LookupSettings {
  /** Tags shown beside the Name. */
  readonly tags: readonly string[];
  /** For all look-ups of one event together, in milliseconds. */
  readonly budgetMs: number;
}

export interface WorkingHours {
  readonly days: readonly Day[];
  /** `08:00` */
  readonly from: string;
  /** `18:00`. Before `from`: the hours go past midnight. */
  readonly to: string;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}

export type Day = (typeof DAYS)[number];

export interface IgnoredActor {
  /** A name, in which `*` stands for any characters. */
  readonly actor: string;
  readonly because: string;
}

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  accountNames: {},
  lookups: { tags: [], budgetMs: 1500 },
  knownNetworks: [],
  minimumSeverity: 'info',
  ignoreActors: [],
};
