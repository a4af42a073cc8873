import { type Phrase, words } from '../domain/phrase.ts';
import type { SessionEvent } from '../domain/session-event.ts';

/** What a reader can do where neither the command that ends the session nor a link says so. */
export function advice({ kind, outcome, session }: SessionEvent): Phrase | undefined {
  if (kind === 'test') return undefined;
  if (outcome.kind === 'denied') {
    return words(
      'If this was expected, grant the permission. If not, ask the caller and check what else they tried.',
    );
  }
  if (outcome.kind === 'failed') return words('Usually nothing to do. If it happens again, ask the caller.');
  if (kind === 'started' && outcome.kind === 'succeeded' && session === undefined) {
    return words('Check the session list: if the session opened, it is there.');
  }
  return undefined;
}
