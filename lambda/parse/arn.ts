/** The parts of an ARN that are used. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly account: string;
  readonly resource: string;
}

/** No ARN that AWS makes is as long. */
const MAX_CHARACTERS = 2048;

/** Reads an ARN. Undefined for text that is none. Quotes and backticks that publishers put inside it are left out. */
export function parseArn(text: string | undefined): Arn | undefined {
  if (!text?.startsWith('arn:') || text.length > MAX_CHARACTERS) return undefined;
  const [, partition, service, , account, ...resource] = text.replace(/["'`]/g, '').split(':');
  if (!partition || !service || account === undefined || resource.length === 0) return undefined;
  return { partition, service, account, resource: resource.join(':') };
}

/** The part after the last slash, or undefined where there is none: `assumed-role/admin/freja` gives `freja`. */
export function afterLastSlash(path: string): string | undefined {
  const cut = path.lastIndexOf('/');
  return cut === -1 ? undefined : path.slice(cut + 1) || undefined;
}

/** The part after the last colon, or undefined where there is none: `AROAEXAMPLE:freja` gives `freja`. */
export function afterColon(principalId: string | undefined): string | undefined {
  const cut = principalId?.lastIndexOf(':') ?? -1;
  return cut === -1 ? undefined : principalId?.slice(cut + 1) || undefined;
}
