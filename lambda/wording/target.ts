import { name, type Phrase, say, words } from '../phrase.ts';
import type { Target } from '../session-event.ts';

/** The shortest name that finds the machine. */
export function targetName(target: Target): Phrase {
  return target.kind === 'ecs-task' ? say`${name(target.cluster)}/${name(target.task)}` : [name(target.id)];
}

/** The name with what it is a name of. */
export function targetInFull(target: Target): Phrase {
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

/** Why a call names no machine, which differs by call. */
export function unknownTarget(denied: boolean): Phrase {
  return words(
    denied ? 'unknown (CloudTrail leaves it out of a denied call)' : 'unknown (the event does not name it)',
  );
}
