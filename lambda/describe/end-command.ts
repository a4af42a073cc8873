import type { SessionEvent } from '../domain/session-event.ts';
import { defang } from '../text/defang.ts';

/** Session Manager's own characters. A leading hyphen would be an option. */
const SHELL_SAFE_ID = /^\w[\w+=,.@-]{0,127}$/;

const REGION = /^[a-z0-9-]{1,32}$/;

/**
 * The command of the AWS CLI that ends the session. It is offered while the session may be running, and only where
 * the id cannot be anything but an argument in a shell, and holds nothing that a mail client or a chat acts on: defanged,
 * the command would not work.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ssm/terminate-session.html
 */
export function endCommand({ kind, outcome, session, region }: SessionEvent): string | undefined {
  const id = session?.value.id ?? '';
  const running = (kind === 'started' || kind === 'resumed') && outcome.kind === 'succeeded';
  if (!running || !SHELL_SAFE_ID.test(id) || !REGION.test(region ?? '')) return undefined;
  if (defang(id, 'kept') !== id) return undefined;
  return `aws ssm terminate-session --session-id ${id} --region ${region}`;
}
