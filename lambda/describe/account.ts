import { join, label, name, type Phrase, say, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';

/** What the account is called, by the configuration or by its number. */
export function accountName({ account }: SessionEvent, given: string | undefined): Phrase {
  if (given !== undefined) return [label(given)];
  return account === undefined ? words('unknown account') : [name(account)];
}

/** `prod (123456789012), eu-central-1` */
export function accountInFull(event: SessionEvent, given: string | undefined): Phrase {
  const { account, region } = event;
  const id = accountName(event, undefined);
  const named = given === undefined || account === undefined ? id : say`${label(given)} (${id})`;
  return join([named, region === undefined ? words('unknown region') : [name(region)]], ', ');
}
