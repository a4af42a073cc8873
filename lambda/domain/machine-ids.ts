/** Ids of instances, managed nodes, ECS containers and HyperPod nodes, as `target` has them. */
const MACHINE_ID =
  /(?<![\w-])(?:m?i-(?:[0-9a-f]{17}|[0-9a-f]{8})(?![\w-])|ecs:[\w-]+_[0-9a-z]+_[0-9a-z-]+|sagemaker-cluster:[0-9a-z]+_[\w-]+-i-[0-9a-f]{17})/gi;

/** An error message of a service has a few hundred characters. */
const MAX_CHARACTERS = 2000;

/** The machines that an error message names, each once. The caller's own ARN, in which a session may bear such a name, is none. */
export function machineIdsIn(message: string | undefined): readonly string[] {
  const text = (message ?? '').slice(0, MAX_CHARACTERS).replace(/User: \S+/g, '');
  return [...new Set(text.match(MACHINE_ID))];
}
