import { type Container, isObject } from './container.ts';

/** What Splunk's HTTP collector takes. */
const splunkEvent: Container = {
  recognises: ({ event, sourcetype }) =>
    sourcetype !== undefined && (isObject(event) || typeof event === 'string'),
  open: ({ event }) => [event],
};

/** A result of a search in Splunk; `_raw` is the record as it came. */
const splunkResult: Container = {
  recognises: ({ result }) => isObject(result),
  open: ({ result }) => [result],
};

const splunkResults: Container = {
  recognises: ({ results }) => Array.isArray(results) && results.every(isObject),
  open: ({ results }) => results as readonly unknown[],
};

export const SPLUNK: readonly Container[] = [splunkEvent, splunkResult, splunkResults];
