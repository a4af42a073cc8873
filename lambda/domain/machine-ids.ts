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

/** Letters of other scripts that look like those of an id, and the hyphens there are. */
const LOOK_ALIKES: readonly (readonly [letters: string, latin: string])[] = [
  ['\u0456\u0457\u04cf\u0131\u0269\u03b9\u0399\u0406\u04c0\u01c0\ua647\u00a1', 'i'],
  ['\u043c', 'm'],
  ['\u0430\u0251\u03b1', 'a'],
  ['\u0432\u044c\u0184', 'b'],
  ['\u0441\u03f2', 'c'],
  ['\u0501', 'd'],
  ['\u0435\u04bd', 'e'],
  ['\u043e\u041e\u03bf\u039f', 'o'],
  ['\u02d7\u2212\u30fc\u2010\u2011\u2012\u2013\u2014\u2015\u1806\u2043\u2500\u2501\u2796', '-'],
];

/** What a reader may take for an id, or for one that was shortened: an `l` or a `1` for the `i`, an `o` for a zero. */
const READS_AS_ID: readonly RegExp[] = [
  /(?<![a-z0-9])m?[il1|!]-[0-9a-fo]{8,}|^\W*m?[il1|!]-[0-9a-fo]+\W*$/i,
  /(?<![a-z0-9])m?[il1|!]-[0-9a-fo]*\.{2,}[0-9a-fo]+(?![a-z0-9])/i,
  // So many digits are an id, whatever stands where its hyphen would.
  /(?<![a-z0-9])m?[il1|!][^a-z0-9]{0,3}[0-9a-foil|]{17}(?![a-z0-9])/i,
];

/** Whether a name could be taken for the id of a machine, however it is written, or holds one. */
export function readsAsMachineId(name: string): boolean {
  const folded = fold(name.slice(0, MAX_CHARACTERS));
  const unspaced = folded.replace(/\s+/g, '');
  return READS_AS_ID.some((pattern) => pattern.test(folded) || pattern.test(unspaced));
}

function fold(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  // Made here, since nearly all names are ASCII, and V8 builds the sets of characters of a literal whether it is used or not.
  const invisible = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
  const visible = name.normalize('NFKD').replace(invisible, '');
  return [...visible]
    .map((each) => LOOK_ALIKES.find(([letters]) => letters.includes(each))?.[1] ?? each)
    .join('');
}
