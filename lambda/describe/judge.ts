import { nameMark } from '../domain/name-mark.ts';
import type { Warning } from '../domain/notice.ts';
import { type Ownership, ownershipOf } from '../domain/ownership.ts';
import { label, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import { bySeverity, type Severity } from '../domain/severity.ts';
import { hasUnconfirmedSession } from '../domain/unconfirmed-session.ts';
import type { Settings } from '../settings.ts';
import { whyDated } from './age.ts';
import { endpoints } from './document.ts';
import { isInNetworks } from './known-networks.ts';
import { ownershipWarning } from './owner.ts';
import { whyFailed } from './target.ts';
import { isWorkingTime } from './working-hours.ts';

/** One thing that may be worth a look. It applies to the events for which `sentence` returns a phrase. */
interface Judgement {
  /** Programs filter by it, so it does not change. */
  readonly code: string;
  readonly severity: Severity;
  /** The same in a word or two, to stand behind the severity where there is no room for a sentence. */
  readonly short: string;
  readonly sentence: (event: SessionEvent, settings: Settings) => Phrase | false | undefined;
  /** Set where the headline says the same. */
  readonly isInHeadline?: true;
}

/** Every warning that an alert may carry. */
export const JUDGEMENTS: readonly Judgement[] = [
  {
    code: 'unrecognised-event',
    severity: 'notice',
    short: 'unknown event',
    sentence: (event) =>
      event.kind === 'unrecognised' && words('Not a session call of a known shape: details may be missing.'),
    isInHeadline: true,
  },
  {
    code: 'unknown-actor',
    severity: 'high',
    short: 'unknown caller',
    sentence: ({ actor }) =>
      actor.kind === 'unknown' && words('The identity in the event is missing or unreadable.'),
  },
  {
    code: 'root',
    severity: 'high',
    short: 'root',
    sentence: ({ actor }) =>
      actor.kind === 'root' && words('This was the root user, which day-to-day work should never need.'),
  },
  {
    code: 'outside-known-networks',
    severity: 'high',
    short: 'off-network',
    sentence: ({ origin }, { knownNetworks }) => {
      if (origin.kind !== 'addresses' || knownNetworks.length === 0) return false;
      const outside = origin.addresses.filter((address) => !isInNetworks(address, knownNetworks));
      const [first] = outside;
      return first !== undefined && say`The call came from outside the known networks: ${name(first)}.`;
    },
  },
  {
    code: 'unreadable-address',
    severity: 'high',
    short: 'odd address',
    sentence: ({ origin }, { knownNetworks }) =>
      origin.kind === 'unreadable' &&
      knownNetworks.length > 0 &&
      words("The caller's address is unreadable, so it may be outside the known networks."),
  },
  {
    code: 'another-account-document',
    severity: 'high',
    short: 'foreign document',
    sentence: ({ document, account, outcome }) =>
      outcome.kind === 'succeeded' &&
      document?.value.account !== undefined &&
      document.value.account !== account &&
      say`The session document belongs to another account: ${name(document.value.account)}.`,
  },
  {
    code: 'unconfirmed-machine',
    severity: 'notice',
    short: 'unverified',
    sentence: ({ actor }) =>
      actor.kind === 'machine' &&
      actor.inferred &&
      say`Only the name of the role session says that this is an ${label(actor.machine)}. Nothing confirms it.`,
  },
  {
    code: 'altered-name',
    severity: 'notice',
    short: 'odd name',
    sentence: (event) => {
      const [mark] = alteredNames(event);
      return (
        mark !== undefined &&
        words(
          `A name here contains characters that AWS does not allow in names, so it may look like another. The mark ${mark} tells it apart.`,
        )
      );
    },
  },
  {
    code: 'another-account-actor',
    severity: 'notice',
    short: 'other account',
    sentence: ({ actor, account }) =>
      actor.account !== undefined &&
      account !== undefined &&
      actor.account !== account &&
      say`The caller belongs to another account: ${name(actor.account)}.`,
  },
  {
    code: 'denied',
    severity: 'notice',
    short: 'denied',
    sentence: ({ outcome }) => outcome.kind === 'denied' && words('The caller lacks permission for this.'),
    isInHeadline: true,
  },
  {
    code: 'failed',
    severity: 'info',
    short: 'failed',
    sentence: ({ outcome }) => outcome.kind === 'failed' && words('The call failed.'),
    isInHeadline: true,
  },
  {
    code: 'another-actors-session',
    severity: 'notice',
    short: 'not theirs',
    sentence: (event) => ownershipIs('another', event) && ownershipWarning(event),
  },
  {
    code: 'same-name-session',
    severity: 'notice',
    short: 'same name',
    sentence: (event) => ownershipIs('same-name', event) && ownershipWarning(event),
  },
  {
    code: 'unknown-owner',
    severity: 'notice',
    short: 'owner unclear',
    sentence: (event) => ownershipIs('unknown', event) && ownershipWarning(event),
  },
  {
    // What it would have shown, such as a document of another account, may be worse than what is known.
    code: 'look-up-failed',
    severity: 'notice',
    short: 'look-up failed',
    sentence: (event) =>
      hasUnconfirmedSession(event) &&
      words(
        `The session look-up ${whyFailed(event, 'session')}, so whose session this is and what it does are unconfirmed.`,
      ),
  },
  {
    code: 'provider-session',
    severity: 'notice',
    short: 'provider',
    sentence: (event) =>
      event.actor.delegate !== undefined &&
      opens(event) &&
      say`A product provider (account ${name(event.actor.delegate)}) is in this session with delegated permissions.`,
  },
  {
    // A tunnel and a command without a terminal are what automation opens; a shell is for a person.
    code: 'machine-shell',
    severity: 'notice',
    short: 'machine shell',
    sentence: (event) =>
      event.actor.kind === 'machine' &&
      !event.actor.inferred &&
      opens(event) &&
      isInteractive(event) &&
      words("A machine's credentials opened an interactive session. A person may be using them."),
  },
  {
    code: 'outside-working-hours',
    severity: 'notice',
    short: 'off-hours',
    sentence: ({ time }, { workingHours }) =>
      time !== undefined &&
      workingHours !== undefined &&
      !isWorkingTime(time, workingHours) &&
      words(`Outside working hours (${workingHours.from} to ${workingHours.to}, ${workingHours.timeZone}).`),
  },
  {
    // A role's session says "false" after a sign-in with MFA elsewhere, and long-term keys say nothing.
    code: 'no-mfa',
    severity: 'notice',
    short: 'no MFA',
    sentence: ({ actor }) =>
      actor.mfa === false &&
      (actor.kind === 'iam-user' || actor.kind === 'root' || actor.kind === 'federated-user') &&
      words('Signed in without MFA.'),
  },
  {
    code: 'output-not-logged',
    severity: 'notice',
    short: 'not logged',
    sentence: ({ document, outcome, kind }) => {
      const purpose = document?.value.kind;
      const tunnel =
        purpose === 'ssh' || purpose === 'port-forwarding' || purpose === 'remote-port-forwarding';
      return (
        tunnel &&
        kind !== 'ended' &&
        outcome.kind === 'succeeded' &&
        words('Session Manager cannot log what goes through an SSH or port forwarding session.')
      );
    },
  },
  {
    code: 'command-session',
    severity: 'notice',
    short: 'command',
    sentence: ({ document, kind, outcome }) =>
      kind !== 'ended' &&
      outcome.kind === 'succeeded' &&
      document?.value.kind === 'command' &&
      words('This session runs a single command instead of a shell.'),
  },
  {
    code: 'custom-document',
    severity: 'notice',
    short: 'custom document',
    sentence: (event) => {
      const { document, account, parameters } = event;
      const isOwn = document?.value.account === undefined || document.value.account === account;
      if (!opens(event) || !isOwn || document?.value.kind !== 'custom') return false;
      const unknown = words('Custom session document: what it does and logs is not known here.');
      const named = endpoints(parameters);
      return named === undefined ? unknown : say`${unknown} Its parameters name ${named}.`;
    },
  },
  {
    code: 'no-session-id',
    severity: 'notice',
    short: 'no session id',
    sentence: ({ kind, outcome, session, unreadable }) =>
      kind !== 'unrecognised' &&
      outcome.kind === 'succeeded' &&
      session === undefined &&
      words(
        unreadable?.includes('session')
          ? 'The session in the event could not be read.'
          : kind === 'started'
            ? 'No session id was returned, so it is not known whether it opened.'
            : 'The event names no session, so it is not known which one this was.',
      ),
  },
  { code: 'not-of-this-moment', severity: 'info', short: 'old', sentence: whyDated },
  {
    code: 'ended-at-once',
    severity: 'info',
    short: 'no plugin',
    sentence: (event) =>
      endedAtOnce(event) &&
      words(
        'Ended as soon as it started. The AWS CLI does this where its Session Manager plugin is not installed.',
      ),
  },
];

/** Everything about an event that may be worth a look, the most severe first. */
export function judge(event: SessionEvent, settings: Settings): readonly Warning[] {
  if (event.kind === 'test') return [];
  const warnings = JUDGEMENTS.flatMap(({ sentence, ...judgement }) => {
    const phrase = sentence(event, settings);
    return phrase ? [{ ...judgement, sentence: phrase }] : [];
  });
  return warnings.sort(bySeverity);
}

/** The marks of the names that people are called by here, of those that need one. */
function alteredNames({ actor, lookedUp }: SessionEvent): readonly string[] {
  const { name, role, sourceIdentity, permissionSet }: Readonly<Record<string, unknown>> = { ...actor };
  const names = [
    name,
    role,
    sourceIdentity,
    permissionSet,
    lookedUp?.session?.owner,
    lookedUp?.session?.ownerRole,
  ];
  return names.flatMap((each) => (typeof each === 'string' ? (nameMark(each) ?? []) : []));
}

function opens({ kind, outcome }: SessionEvent): boolean {
  return (kind === 'started' || kind === 'resumed') && outcome.kind === 'succeeded';
}

/** Whether somebody may type into the session. Of one whose document is not known, that has to be assumed. */
function isInteractive({ document }: SessionEvent): boolean {
  switch (document?.value.kind) {
    case 'port-forwarding':
    case 'remote-port-forwarding':
      return false;
    case 'command':
      return document.value.interactive;
    default:
      return true;
  }
}

function ownershipIs(kind: Ownership['kind'], event: SessionEvent): boolean {
  return (event.kind === 'resumed' || event.kind === 'ended') && ownershipOf(event).kind === kind;
}

const AT_ONCE_MS = 3000;

/** @see https://github.com/aws/aws-cli/pull/6268 */
function endedAtOnce(event: SessionEvent): boolean {
  const startedAt = event.lookedUp?.session?.startedAt;
  if (event.kind !== 'ended' || event.time === undefined || startedAt === undefined) return false;
  const lasted = Date.parse(event.time) - Date.parse(startedAt);
  return lasted >= 0 && lasted <= AT_ONCE_MS && isProbablyOwn(ownershipOf(event));
}

/** Good enough for a hint about a missing plugin, which no judgement of security rests on. */
function isProbablyOwn(ownership: Ownership): boolean {
  return (
    ownership.kind === 'own' ||
    (ownership.kind === 'unknown' &&
      (ownership.because === 'name-alone' || ownership.because === 'shared-role-session'))
  );
}
