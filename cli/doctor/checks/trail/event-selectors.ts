import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  EventSelector,
  GetEventSelectorsResponse,
} from '@aws-sdk/client-cloudtrail';
import { SESSION_EVENT_SOURCE } from '../../../../lambda/domain/session-event.ts';

/** What a session call is to a trail: a write, and a management event. */
const SESSION_CALL: Readonly<Record<string, string>> = {
  eventCategory: 'Management',
  eventSource: SESSION_EVENT_SOURCE,
  readOnly: 'false',
};

/**
 * Whether a trail with these selectors logs session calls. It has selectors of one of the two kinds.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function selectSessionCalls({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: GetEventSelectorsResponse): boolean {
  return EventSelectors.some(selects) || AdvancedEventSelectors.some(selectsByFields);
}

function selects({
  ReadWriteType = 'All',
  IncludeManagementEvents = true,
  ExcludeManagementEventSources = [],
}: EventSelector): boolean {
  return (
    IncludeManagementEvents &&
    ReadWriteType !== 'ReadOnly' &&
    !ExcludeManagementEventSources.includes(SESSION_EVENT_SOURCE)
  );
}

function selectsByFields({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  return FieldSelectors.every(matchesField);
}

/** A field that every session call has its own value of matches if it only leaves something out. */
function matchesField({ Field = '', ...conditions }: AdvancedFieldSelector): boolean {
  const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = conditions;
  const value = SESSION_CALL[Field];
  if (value === undefined) return !(Equals ?? StartsWith ?? EndsWith);
  const wanted = [
    ...(Equals ?? []).map((other) => value === other),
    ...(StartsWith ?? []).map((start) => value.startsWith(start)),
    ...(EndsWith ?? []).map((end) => value.endsWith(end)),
  ];
  const unwanted =
    NotEquals?.includes(value) ||
    NotStartsWith?.some((start) => value.startsWith(start)) ||
    NotEndsWith?.some((end) => value.endsWith(end));
  return (wanted.length === 0 || wanted.includes(true)) && !unwanted;
}
