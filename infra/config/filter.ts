import * as v from 'valibot';
import type { Outcome, SESSION_EVENT_NAMES } from '../../lambda/domain/session-event.ts';
import { SEVERITIES, type Severity } from '../../lambda/domain/severity.ts';
import type { IgnoredActor } from '../../lambda/settings.ts';
import { covers, isAnything } from '../event-pattern/wildcards.ts';
import { choice, group, list, type Problem, report, selection, text } from './shapes.ts';
import { accountId, sentence } from './values.ts';

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
 * Which sessions an audience is notified of: those that every setting selects. In names, `*` stands for any characters.
 *
 * The rule decides, so that nothing is invoked or paid for in vain; the two last settings are decided by the function,
 * which logs and counts what it withholds. What an event does not say never holds it back: a denied call, for one,
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
   * document, so this selects starts alone. A document that the caller gave by its ARN always passes.
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

const regionName = v.pipe(
  text,
  v.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not the name of a Region, such as eu-central-1'),
);

/** A name, in which `*` stands for any characters. */
const name = v.pipe(text, v.trim(), v.nonEmpty('is no name: it is empty'));

const ignoredActor = v.pipe(
  name,
  v.check(
    (actor) => !isAnything(actor),
    'ignores everybody, so no alert would ever be sent: name the actors whose sessions nobody needs to hear of',
  ),
);

const ignored = group(
  { actor: ignoredActor, because: sentence },
  "is not a group of settings, such as { actor: 'deploy-*', because: 'it deploys, day and night' }",
);

export const filter = v.pipe(
  group({
    actions: v.exactOptional(selection(choice('an action', Object.keys(ACTIONS) as Action[]))),
    outcomes: v.exactOptional(selection(choice('an outcome', OUTCOMES))),
    accounts: v.exactOptional(selection(accountId)),
    regions: v.exactOptional(selection(regionName)),
    documents: v.exactOptional(selection(name)),
    actors: v.exactOptional(selection(name)),
    targets: v.exactOptional(selection(name)),
    minimumSeverity: v.exactOptional(choice('a severity', SEVERITIES)),
    ignoreActors: v.exactOptional(list(ignored)),
  }),
  v.rawCheck((context) => report(context, contradictions)),
) satisfies v.GenericSchema<unknown, AudienceFilter>;

/** Why a filter can match nothing, or less than it seems to say. */
function contradictions({ actions, documents, targets, actors, ignoreActors }: AudienceFilter): Problem[] {
  const found: Problem[] = [];
  const named = documents ? 'documents' : targets ? 'targets' : undefined;
  if (named && actions?.some((action) => action !== 'start')) {
    const message = actions.includes('start')
      ? `holds more than start, but only a start names its ${named}: leave actions out, and have another audience for the rest`
      : `leaves out start, and only a start names its ${named}, so no alert would ever be sent: leave actions out`;
    found.push({ path: ['actions'], value: actions, message });
  }
  if (actors?.every((actor) => ignoreActors?.some((ignored) => coversAnyCase(ignored.actor, actor)))) {
    const message =
      'selects only actors that ignoreActors withholds, so no alert would ever be sent: take some out of either';
    found.push({ path: ['actors'], value: actors, message });
  }
  return found;
}

/** Whether one name covers another regardless of case, as the function compares `ignoreActors`. */
function coversAnyCase(wide: string, narrow: string): boolean {
  return covers(wide.toLowerCase(), narrow.toLowerCase());
}
