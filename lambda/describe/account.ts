import { join, label, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';
import type { Settings } from '../settings.ts';

/** The name that the settings give the account. */
export function configuredName({ account }: SessionEvent, { accountNames }: Settings): string | undefined {
  return account !== undefined && Object.hasOwn(accountNames, account) ? accountNames[account] : undefined;
}

/** The configured name, else the number. */
export function accountName({ account }: SessionEvent, configured: string | undefined): Phrase {
  if (configured !== undefined) return [label(configured)];
  return account === undefined ? words('unknown account') : [name(account)];
}

/** The account by name and number, and the Region: `prod (123456789012), eu-central-1`. */
export function accountInFull(event: SessionEvent, configured: string | undefined): Phrase {
  const { account, region } = event;
  const id = accountName(event, undefined);
  const named = configured === undefined || account === undefined ? id : say`${label(configured)} (${id})`;
  return join([named, region === undefined ? words('unknown region') : [name(region)]], ', ');
}
