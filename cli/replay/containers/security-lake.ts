import { at, type Container, isObject, textAt } from './container.ts';

/** An event of Security Lake in the schema OCSF. It is another reading of the record, unless that is with it. */
const ocsfEvent: Container = {
  recognises: (value) => 'class_uid' in value && isObject(at(value, 'metadata')),
  open: (value) => {
    const operation = textAt(value, 'api', 'operation');
    if (operation !== undefined && !/^(?:Start|Resume|Terminate)Session$/.test(operation)) {
      return [
        { eventName: operation, eventSource: textAt(value, 'api', 'service', 'name') ?? 'unknown.com' },
      ];
    }
    return {
      problem: 'is an OCSF event without its record: select raw_data too, or replay the files of the trail',
    };
  },
};

export const SECURITY_LAKE: readonly Container[] = [ocsfEvent];
