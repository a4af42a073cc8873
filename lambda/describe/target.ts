import { machineIdsIn, readsAsMachineId } from '../domain/machine-ids.ts';
import { join, NOTHING, name, type Phrase, say, typed, words } from '../domain/phrase.ts';
import type { Outcome, SessionEvent, Target } from '../domain/session-event.ts';

/** The name a colleague would use: that of its own tag, else the id. */
export function targetName(event: SessionEvent): Phrase | undefined {
  const found = lookedUpName(event);
  return found === undefined ? event.target && targetId(event.target.value) : [name(found)];
}

/** The name with the id, since several machines may bear one name. */
export function targetInBrief(event: SessionEvent): Phrase | undefined {
  const found = lookedUpName(event);
  if (event.target === undefined) return undefined;
  const id = targetId(event.target.value);
  return found === undefined ? id : say`${name(found)} ${id}`;
}

/** Name, kind and id, or why they are not known. */
export function targetInFull(event: SessionEvent): Phrase {
  const { target, lookedUp } = event;
  if (target === undefined) return words(unnamed(event));
  const found = lookedUpName(event);
  const { name: tagged, computerName } = lookedUp?.target ?? {};
  return join(
    [
      found === undefined ? NOTHING : [name(found)],
      whatItIs(target.value),
      tagged === undefined || tagged === found ? NOTHING : say`its tag Name says "${typed(tagged)}"`,
      computerName === undefined ? NOTHING : say`calls itself "${typed(computerName)}"`,
      whyFailed(event, 'target') === undefined
        ? NOTHING
        : words(`name unknown (the look-up ${whyFailed(event, 'target')})`),
    ],
    ', ',
  );
}

/** `Environment = "prod", Owner = "ledger"`. */
export function tags({ lookedUp }: SessionEvent): Phrase | undefined {
  const found = lookedUp?.target?.tags ?? [];
  if (found.length === 0) return undefined;
  return join(
    found.map(({ key, value }) => say`${name(key)} = "${typed(value)}"`),
    ', ',
  );
}

/** Why a look-up failed, to follow `the look-up`: `timed out`. Undefined if it did not fail. */
export function whyFailed({ lookedUp }: SessionEvent, what: 'session' | 'target'): string | undefined {
  return lookedUp?.failures.find((failure) => failure.what === what)?.reason;
}

/**
 * The tag Name, unless it could be taken for the id of another machine. What a node calls itself is no name, since whoever is root
 * there chooses it.
 */
function lookedUpName({ lookedUp }: SessionEvent): string | undefined {
  const tagged = lookedUp?.target?.name;
  return tagged === undefined || readsAsMachineId(tagged) ? undefined : tagged;
}

function targetId(target: Target): Phrase {
  return target.kind === 'ecs-task' ? say`${name(target.cluster)}/${name(target.task)}` : [name(target.id)];
}

function messageNamesMachines(outcome: Outcome): boolean {
  return outcome.kind !== 'succeeded' && machineIdsIn(outcome.message).length > 0;
}

/** Why the target is not known, for whoever might look for it elsewhere. */
function unnamed(event: SessionEvent): string {
  if (event.session === undefined && messageNamesMachines(event.outcome)) {
    return 'one of those in the error message, which does not say which';
  }
  if (event.unreadable?.includes('target')) return 'could not be read';
  const reason = whyFailed(event, 'session');
  if (reason !== undefined) return `not named by CloudTrail, and the look-up ${reason}`;
  return event.lookedUp && event.session && event.kind !== 'started'
    ? 'not named by CloudTrail, and Session Manager does not know the session'
    : 'not named by CloudTrail';
}

function whatItIs(target: Target): Phrase {
  switch (target.kind) {
    case 'ec2-instance':
      return say`EC2 instance ${name(target.id)}`;
    case 'managed-node':
      return say`managed node ${name(target.id)}`;
    case 'ecs-task':
      return say`ECS task ${name(target.task)} in cluster ${name(target.cluster)}, container ${name(target.container)}`;
    case 'hyperpod-node':
      return say`SageMaker HyperPod node ${name(target.instance)}, group ${name(target.group)}, cluster ${name(target.cluster)}`;
    case 'other':
      return [name(target.id)];
    default:
      return target satisfies never;
  }
}
