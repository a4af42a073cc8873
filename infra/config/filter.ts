import type { Outcome, SESSION_EVENT_NAMES } from '../../lambda/domain/session-event.ts';
import type { Severity } from '../../lambda/domain/severity.ts';
import type { IgnoredActor } from '../../lambda/settings.ts';

/** What people call the session calls. */
export const ACTIONS = {
  start: 'StartSession',
  resume: 'ResumeSession',
  end: 'TerminateSession',
} as const satisfies Record<string, keyof typeof SESSION_EVENT_NAMES>;

export type Action = keyof typeof ACTIONS;

export const OUTCOMES = ['succeeded', 'denied', 'failed'] as const satisfies readonly Outcome['kind'][];

export type OutcomeKind = (typeof OUTCOMES)[number];

/**
 * Which sessions an audience is told about: those that every setting selects. In names, `*` stands for any characters.
 *
 * The rule decides, so that nothing is invoked or paid for in vain; the two last settings are decided by the function,
 * which logs and counts what it withholds. What an event does not tell never holds it back: a denied call, for one,
 * names no target, and passes whatever `targets` says.
 */
export interface AudienceFilter {
  /**
   * What was attempted.
   * @default - all three
   */
  readonly actions?: readonly Action[];
  /**
   * How it ended. An error code that is not known to be one or the other counts both as denied and as failed.
   * @default - however it ended
   */
  readonly outcomes?: readonly OutcomeKind[];
  /**
   * Ids of the accounts in which it happened.
   * @default - any account whose events arrive here
   */
  readonly accounts?: readonly string[];
  /**
   * Where it happened.
   * @default - any Region whose events arrive here
   */
  readonly regions?: readonly string[];
  /**
   * Names of session documents; the default shell is `SSM-SessionManagerRunShell`. Case counts. Only a start names its
   * document, so this selects starts alone.
   * @default - whatever was opened
   */
  readonly documents?: readonly string[];
  /**
   * Who did it: names of IAM users, of role sessions (for IAM Identity Center: the user's name), source identities, and
   * `root`. Case counts.
   * @default - everybody
   */
  readonly actors?: readonly string[];
  /**
   * Ids of instances and nodes, not their Name tags. Case counts. Only a start names its target, so this selects starts
   * alone.
   * @default - any target
   */
  readonly targets?: readonly string[];
  /**
   * Alerts that are less severe are withheld: `info`, `notice` or `high`.
   * @default 'info'
   */
  readonly minimumSeverity?: Severity;
  /**
   * Actors whose alerts are withheld, each with the reason. Names as in `actors`, but case does not count. Where a role
   * session carries a source identity, that is the name.
   * @default - nobody is ignored
   */
  readonly ignoreActors?: readonly IgnoredActor[];
}
