import type { Target } from '../domain/session-event.ts';

/**
 * Names what a StartSession `target` is. Nothing is refused: an id of a form not known here is shown as it stands.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartSession.html
 */
export function toTarget(id: string): Target {
  if (/^i-/i.test(id)) return { kind: 'ec2-instance', id };
  if (/^mi-/i.test(id)) return { kind: 'managed-node', id };
  return ecsTask(id) ?? hyperpodNode(id) ?? { kind: 'other', id };
}

/** `ecs:<cluster>_<taskId>_<runtimeId>`; a cluster's name may hold underscores, the other two do not. */
function ecsTask(id: string): Target | undefined {
  const [, cluster, task, container] = /^ecs:(.+)_([^_]+)_([^_]+)$/s.exec(id) ?? [];
  return cluster && task && container ? { kind: 'ecs-task', id, cluster, task, container } : undefined;
}

/** `sagemaker-cluster:<clusterId>_<group>-<instanceId>`; the instance id holds a hyphen of its own. */
function hyperpodNode(id: string): Target | undefined {
  const [, cluster, group, instance] = /^sagemaker-cluster:([^_]+)_(.+)-(i-.+)$/s.exec(id) ?? [];
  return cluster && group && instance ? { kind: 'hyperpod-node', id, cluster, group, instance } : undefined;
}
