import { toObject } from '../../../lambda/parse/copies.ts';
import { isRecord, toEnvelope } from './cloudtrail-record.ts';
import { type Container, isObject } from './container.ts';

/** An event as a rule receives it. Some libraries write `detailType`, and some logs keep `detail` as text. */
const eventBridgeEvent: Container = {
  recognises: (value) =>
    'detail' in value && ('detail-type' in value || 'detailType' in value || 'source' in value),
  open: ({ detailType, ...value }) => ({
    envelope: {
      ...value,
      ...(typeof detailType === 'string' && { 'detail-type': detailType }),
      detail: toObject(value.detail) ?? value.detail,
    },
  }),
};

/** `{"detail": …}` alone: what some logs keep of an event. */
const bareDetail: Container = {
  recognises: ({ detail }) => isRecord(toObject(detail)),
  open: ({ detail, ...rest }) => {
    const record = toObject(detail);
    return record === undefined ? [] : { envelope: { ...toEnvelope(record), ...rest, detail: record } };
  },
};

/**
 * An entry for PutEvents, where `Detail` is text. Nobody may put events under a source of AWS, so the record decides what
 * the source would have been.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
const putEventsEntry: Container = {
  recognises: (value) => 'Detail' in value && ('DetailType' in value || 'Source' in value),
  open: ({ Detail, DetailType, Source }) => {
    const detail = toObject(Detail);
    if (detail !== undefined && isRecord(detail)) return [detail];
    return { envelope: { source: Source, 'detail-type': DetailType, detail: detail ?? Detail } };
  },
};

/** The input of PutEvents. */
const putEvents: Container = {
  recognises: ({ Entries }) => Array.isArray(Entries) && Entries.every(isObject),
  open: ({ Entries }) => Entries as readonly unknown[],
};

export const EVENTBRIDGE: readonly Container[] = [eventBridgeEvent, bareDetail, putEventsEntry, putEvents];
