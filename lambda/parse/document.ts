import type { Parameter, SessionDocument, SessionPurpose } from '../domain/session-event.ts';
import { parseArn } from './arn.ts';
import { isNothing, toObject } from './copies.ts';
import { isSecret, toRedactedJson, WITHHELD } from './secrets.ts';

/** The document that Session Manager uses when the caller names none. */
export const DEFAULT_DOCUMENT = 'SSM-SessionManagerRunShell';

/**
 * Says what a session document opens. The name may be an ARN, also one of another account; a document of another
 * account is never taken for the AWS document whose name it bears.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export function toDocument(
  name: string,
  parameters: readonly Parameter[],
  callerAccount: string | undefined,
): SessionDocument {
  const arn = parseArn(name);
  const account = arn?.account || undefined;
  const shortName = arn?.resource.replace(/^document\//, '') ?? name;
  const foreign = account !== undefined && account !== callerAccount;
  return {
    name: shortName,
    arn: arn && name,
    account,
    ...(foreign ? { kind: 'custom' } : toPurpose(withoutVersion(shortName), parameters)),
  };
}

/**
 * Turns `{ portNumber: ["5432"] }`, or text that is such an object, into a list of parameters. Values that are no lists of
 * strings are shown as JSON; secrets are withheld.
 */
export function toParameters(raw: unknown): Parameter[] {
  if (isNothing(raw)) return [];
  const parameters = toObject(raw);
  if (parameters === undefined) return [{ name: 'parameters', values: [asText(raw)] }];
  return Object.entries(parameters).map(([name, value]) => ({
    name,
    values: isSecret(name)
      ? [WITHHELD]
      : (Array.isArray(value) ? value : [value]).filter((each) => each !== null).map(asText),
  }));
}

/** `AWS-StartSSHSession:1` and `AWS-StartSSHSession:$DEFAULT` are that document. */
function withoutVersion(name: string): string {
  return name.replace(/:(?:\d+|\$DEFAULT|\$LATEST)$/i, '');
}

function toPurpose(name: string, parameters: readonly Parameter[]): SessionPurpose {
  const first = (key: string) => parameters.find(({ name }) => name === key)?.values.join(' ') || undefined;
  switch (name) {
    case DEFAULT_DOCUMENT:
      return { kind: 'shell' };
    case 'AWS-StartPortForwardingSession':
    // The names of its parameters are not documented, so an alert lists them all.
    case 'AWS-StartPortForwardingSessionToSocket':
      return { kind: 'port-forwarding', port: first('portNumber'), localPort: first('localPortNumber') };
    case 'AWS-StartPortForwardingSessionToRemoteHost':
      return {
        kind: 'remote-port-forwarding',
        host: first('host'),
        port: first('portNumber'),
        localPort: first('localPortNumber'),
      };
    case 'AWS-StartSSHSession':
      return { kind: 'ssh', port: first('portNumber') };
    case 'AWS-StartInteractiveCommand':
      return { kind: 'command', interactive: true, command: first('command') };
    case 'AWS-StartNonInteractiveCommand':
      return { kind: 'command', interactive: false, command: first('command') };
    default:
      return { kind: 'custom' };
  }
}

/** What CloudTrail writes for a value that it withholds: since 1.11 the first, before the second. */
const MASKED = /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|Value hidden due to security reasons\.?)$/;

function asText(value: unknown): string {
  if (typeof value !== 'string') return toRedactedJson(value);
  return MASKED.test(value) ? '(masked by CloudTrail)' : value;
}
