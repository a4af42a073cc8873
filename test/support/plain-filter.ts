import type { Action, AudienceFilter } from '../../infra/config/filter.ts';
import type { Actor, SessionEvent, Sourced } from '../../lambda/domain/session-event.ts';

/**
 * What a filter means, in plain words on an event that has been read: everything that the event says has to be selected,
 * and what it does not say holds nothing back. The rule must pass on at least these.
 */
export function selects(filter: AudienceFilter, event: SessionEvent): boolean {
  const { actions, outcomes, accounts, regions, documents, actors, targets } = filter;
  const action: Partial<Record<SessionEvent['kind'], Action>> = {
    started: 'start',
    resumed: 'resume',
    ended: 'end',
  };
  const document = fromEvent(event.document);
  const target = fromEvent(event.target);
  return (
    isOneOf(actions, action[event.kind]) &&
    isOneOf(outcomes, event.outcome.kind) &&
    isOneOf(accounts, event.account) &&
    isOneOf(regions, event.region) &&
    ((documents === undefined && targets === undefined) || event.kind === 'started') &&
    isNamed(documents, [document?.name, document?.arn]) &&
    isNamed(targets, [target?.id]) &&
    isNamed(actors, namesOf(event.actor))
  );
}

/** What only the text of an error message names is as good as unknown. */
function fromEvent<T>(sourced: Sourced<T> | undefined): T | undefined {
  return sourced?.source === 'event' ? sourced.value : undefined;
}

function isOneOf(selected: readonly string[] | undefined, value: string | undefined): boolean {
  return selected === undefined || value === undefined || selected.includes(value);
}

function isNamed(selected: readonly string[] | undefined, names: readonly (string | undefined)[]): boolean {
  const known = names.filter((name) => name !== undefined);
  if (selected === undefined || known.length === 0) return true;
  return selected.some((pattern) => known.some((name) => matches(pattern, name)));
}

function namesOf(actor: Actor): (string | undefined)[] {
  return [
    'name' in actor ? actor.name : undefined,
    'sourceIdentity' in actor ? actor.sourceIdentity : undefined,
    actor.kind === 'unknown' ? undefined : actor.sessionName,
  ];
}

/** Compares character by character, so that it shares nothing with the code under test. */
function matches(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern.startsWith('*')) {
    return matches(pattern.slice(1), name) || (name !== '' && matches(pattern, name.slice(1)));
  }
  return name !== '' && pattern[0] === name[0] && matches(pattern.slice(1), name.slice(1));
}
