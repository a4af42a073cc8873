import type { Container } from './container.ts';

/** Under which names tools keep a record as it came. */
const RAW = ['_raw', 'raw_data', '_messagetext'];

/** A row with the text of the record beside its fields: Splunk's, Security Lake's. */
const rawText: Container = {
  recognises: (value) => RAW.some((key) => typeof value[key] === 'string' && value[key] !== ''),
  open: (value) => [RAW.map((key) => value[key]).find((text) => typeof text === 'string' && text !== '')],
};

export const RAW_TEXT: readonly Container[] = [rawText];
