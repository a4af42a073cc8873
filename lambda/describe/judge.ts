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
  readonly sentence: (event: SessionEvent, settings: Settings) => Phrase | false | undefined;
}

/** Every warning that an alert may carry. */
export const JUDGEMENTS: readonly Judgement[] = [
  {
    code: 'unrecognised-event',
    severity: 'notice',
    sentence: (event) =>
      event.kind === 'unrecognised' &&
      words('This is no session call of a known shape, so its facts may be incomplete.'),
  },
  {
    code: 'unknown-actor',
    severity: 'high',
    sentence: ({ actor }) =>
      actor.kind === 'unknown' && words('The identity in the event could not be read.'),
  },
  {
    code: 'root',
    severity: 'high',
    sentence: ({ actor }) =>
      actor.kind === 'root' && words('The root user made this call. Daily work should never need root.'),
  },
  {
    code: 'outside-known-networks',
    severity: 'high',
    sentence: ({ origin }, { knownNetworks }) => {
      if (origin.kind !== 'addresses' || knownNetworks.length === 0) return false;
      const outside = origin.addresses.filter((address) => !isInNetworks(address, knownNetworks));
      const [first] = outside;
      return first !== undefined && say`The call came from outside the known networks, from ${name(first)}.`;
    },
  },
  {
    code: 'unreadable-address',
    severity: 'high',
    sentence: ({ origin }, { knownNetworks }) =>
      origin.kind === 'unreadable' &&
      knownNetworks.length > 0 &&
      words('The address of the caller cannot be read, so it may be outside the known networks.'),
  },
  {
    code: 'another-account-document',
    severity: 'high',
    sentence: ({ document, account, outcome }) =>
      outcome.kind === 'succeeded' &&
      document?.value.account !== undefined &&
      document.value.account !== account &&
      say`The session document belongs to another account, ${name(document.value.account)}.`,
  },
  {
    code: 'unconfirmed-machine',
    severity: 'notice',
    sentence: ({ actor }) =>
      actor.kind === 'machine' &&
      actor.inferred &&
      say`Nothing confirms that this is the ${label(actor.machine)} that the session is named after.`,
  },
  {
    code: 'altered-name',
    severity: 'notice',
    sentence: (event) => {
      const [mark] = alteredNames(event);
      return (
        mark !== undefined &&
        words(
          `A name in this alert holds characters that AWS lets no name hold, so it may look like another. ${mark} tells it apart.`,
        )
      );
    },
  },
  {
    code: 'another-account-actor',
    severity: 'notice',
    sentence: ({ actor, account }) =>
      actor.account !== undefined &&
      account !== undefined &&
      actor.account !== account &&
      say`The caller is of another account, ${name(actor.account)}.`,
  },
  {
    code: 'denied',
    severity: 'notice',
    sentence: ({ outcome }) =>
      outcome.kind === 'denied' && words('The caller lacks the permission for this.'),
  },
  {
    code: 'failed',
    severity: 'info',
    sentence: ({ outcome }) => outcome.kind === 'failed' && words('The call failed.'),
  },
  {
    code: 'another-actors-session',
    severity: 'notice',
    sentence: (event) => ownershipIs('another', event) && ownershipWarning(event),
  },
  {
    code: 'same-name-session',
    severity: 'notice',
    sentence: (event) => ownershipIs('same-name', event) && ownershipWarning(event),
  },
  {
    code: 'unknown-owner',
    severity: 'notice',
    sentence: (event) => ownershipIs('unknown', event) && ownershipWarning(event),
  },
  {
    // What it would have shown, such as a document of another account, may be worse than what is known.
    code: 'look-up-failed',
    severity: 'notice',
    sentence: (event) =>
      hasUnconfirmedSession(event) &&
      words(
        `The look-up of the session ${whyFailed(event, 'session')}, so whose it is and what it does are not confirmed.`,
      ),
  },
  {
    code: 'provider-session',
    severity: 'notice',
    sentence: (event) =>
      event.actor.delegate !== undefined &&
      opens(event) &&
      say`A product provider, account ${name(event.actor.delegate)}, is in this session with delegated permissions.`,
  },
  {
    // A tunnel and a command without a terminal are what automation opens; a shell is for a person.
    code: 'machine-shell',
    severity: 'notice',
    sentence: (event) =>
      event.actor.kind === 'machine' &&
      !event.actor.inferred &&
      opens(event) &&
      isInteractive(event) &&
      words("A machine's credentials opened an interactive session, which a person may be using."),
  },
  {
    code: 'outside-working-hours',
    severity: 'notice',
    sentence: ({ time }, { workingHours }) =>
      time !== undefined &&
      workingHours !== undefined &&
      !isWorkingTime(time, workingHours) &&
      words(
        `It is outside working hours (${workingHours.from} to ${workingHours.to}, ${workingHours.timeZone}).`,
      ),
  },
  {
    // A role's session says "false" after a sign-in with MFA elsewhere, and long-term keys say nothing.
    code: 'no-mfa',
    severity: 'notice',
    sentence: ({ actor }) =>
      actor.mfa === false &&
      (actor.kind === 'iam-user' || actor.kind === 'root' || actor.kind === 'federated-user') &&
      words('The credentials were obtained without multi-factor authentication.'),
  },
  {
    code: 'output-not-logged',
    severity: 'notice',
    sentence: ({ document, outcome, kind }) => {
      const purpose = document?.value.kind;
      const tunnel =
        purpose === 'ssh' || purpose === 'port-forwarding' || purpose === 'remote-port-forwarding';
      return (
        tunnel &&
        kind !== 'ended' &&
        outcome.kind === 'succeeded' &&
        words('Session Manager cannot log what happens in an SSH or port forwarding session.')
      );
    },
  },
  {
    code: 'command-session',
    severity: 'notice',
    sentence: ({ document, kind, outcome }) =>
      kind !== 'ended' &&
      outcome.kind === 'succeeded' &&
      document?.value.kind === 'command' &&
      words('The session runs one command of its own instead of the usual shell.'),
  },
  {
    code: 'custom-document',
    severity: 'notice',
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
    sentence: ({ kind, outcome, session }) =>
      kind !== 'unrecognised' &&
      outcome.kind === 'succeeded' &&
      session === undefined &&
      words('The event names no session, so it proves nothing about one.'),
  },
  { code: 'not-of-this-moment', severity: 'info', sentence: whyDated },
  {
    code: 'ended-at-once',
    severity: 'info',
    sentence: (event) =>
      endedAtOnce(event) &&
      words(
        'It was ended as soon as it was started. That is what the AWS CLI does where its Session Manager plugin is not installed.',
      ),
  },
];

/** Everything about an event that may be worth a look, the most severe first. */
export function judge(event: SessionEvent, settings: Settings): readonly Warning[] {
  if (event.kind === 'test') return [];
  const warnings = JUDGEMENTS.flatMap(({ code, severity, sentence }) => {
    const phrase = sentence(event, settings);
    return phrase ? [{ code, severity, sentence: phrase }] : [];
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
