import { at, type Container, isObject } from './container.ts';

/** An alert or an archived event of Wazuh. */
const wazuhEvent: Container = {
  recognises: (value) =>
    isObject(at(value, 'data', 'aws')) || (isObject(value.aws) && 'integration' in value),
  open: (value) => [at(value, 'data', 'aws') ?? value.aws],
};

export const WAZUH: readonly Container[] = [wazuhEvent];
