import * as v from 'valibot';
import { SEVERITIES, type Severity } from './domain/severity.ts';

/**
 * What a deployment sets about the alerts of one audience. It reaches the function whole, as JSON in the variable
 * `SETTINGS`.
 */
export interface Settings {
  /** The topic's display name. SNS puts it in front of every SMS, so it takes room from the text. */
  readonly displayName: string;
  /** Names of accounts by their ids: `{ "123456789012": "prod" }`. */
  readonly accountNames: Readonly<Record<string, string>>;
  /** What is looked up about a target. */
  readonly lookups: LookupSettings;
  /** When sessions are expected. Unset: at any time. */
  readonly workingHours?: WorkingHours | undefined;
  /** IANA name of the time zone in which the readers live. Unset: alerts say the time in UTC only. */
  readonly timeZone?: string | undefined;
  /** CIDR blocks, IPv4 and IPv6, from which sessions are expected. Empty: from anywhere. */
  readonly knownNetworks: readonly string[];
  /** Alerts below this severity are withheld, logged and counted. */
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
  /** The IANA name of the time zone: `Europe/Berlin`. */
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
  displayName: 'SSM alerts',
  accountNames: {},
  lookups: { tags: [], budgetMs: 1500 },
  knownNetworks: [],
  minimumSeverity: 'info',
  ignoreActors: [],
};

const texts = v.array(v.string('is not text'), 'is not a list');
const timeZone = v.pipe(v.string('is not text'), v.check(isTimeZone, 'is not a time zone'));
const timeOfDay = v.pipe(v.string('is not text'), v.regex(/^\d\d:\d\d$/, 'is not a time of day'));

/** Checks the form of the settings at the start of an instance. What a person may write is checked at synth, in words. */
export const SettingsSchema = v.object(
  {
    displayName: v.optional(v.string('is not text'), DEFAULT_SETTINGS.displayName),
    accountNames: v.optional(
      v.record(v.string(), v.string('is not text'), 'is not an object'),
      DEFAULT_SETTINGS.accountNames,
    ),
    lookups: v.optional(
      v.object({ tags: texts, budgetMs: v.number('is not a number') }, 'is not an object'),
      DEFAULT_SETTINGS.lookups,
    ),
    workingHours: v.optional(
      v.object(
        {
          days: v.array(v.picklist(DAYS, 'is not a day'), 'is not a list'),
          from: timeOfDay,
          to: timeOfDay,
          timeZone,
        },
        'is not an object',
      ),
    ),
    timeZone: v.optional(timeZone),
    knownNetworks: v.optional(texts, DEFAULT_SETTINGS.knownNetworks),
    minimumSeverity: v.optional(
      v.picklist(SEVERITIES, 'is not a severity'),
      DEFAULT_SETTINGS.minimumSeverity,
    ),
    ignoreActors: v.optional(
      v.array(v.object({ actor: v.string(), because: v.string() }, 'is not an object'), 'is not a list'),
      DEFAULT_SETTINGS.ignoreActors,
    ),
  },
  'is not an object',
) satisfies v.GenericSchema<unknown, Settings>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
