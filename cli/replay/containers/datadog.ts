import { isRecord } from './cloudtrail-record.ts';
import { at, type Container, isObject, textAt } from './container.ts';

const datadogLogs: Container = {
  recognises: ({ data }) =>
    Array.isArray(data) && data.length > 0 && data.every((each) => isObject(at(each, 'attributes'))),
  open: ({ data }) => data as readonly unknown[],
};

/** A log of Datadog, from its API or its archive. The record is in `attributes`, once or twice. */
const datadogLog: Container = {
  recognises: ({ attributes, content }) => isObject(attributes) || isObject(at(content, 'attributes')),
  open: ({ attributes, content, message }) => {
    const found = isObject(attributes) ? attributes : at(content, 'attributes');
    const [inner, text] = [at(found, 'attributes'), textAt(found, 'message')];
    if (isObject(inner) && isRecord(inner)) return [inner];
    return isObject(found) && isRecord(found) ? [found] : [text ?? message ?? inner ?? found];
  },
};

export const DATADOG: readonly Container[] = [datadogLogs, datadogLog];
