import { describe, expect, test } from '@jest/globals';
import { proxyFor } from '../../../cli/aws/proxy-environment.ts';

const HOST = 'sns.eu-central-1.amazonaws.com';
const PROXY = 'http://proxy.example:8080';

describe('a host is reached through the proxy where', () => {
  test.each<[string, Record<string, string>]>([
    ['HTTPS_PROXY names one', { HTTPS_PROXY: PROXY }],
    ['https_proxy names one', { https_proxy: PROXY }],
    ['ALL_PROXY names one', { ALL_PROXY: PROXY }],
    ['it has no scheme', { HTTPS_PROXY: 'proxy.example:8080' }],
    ['the exceptions are of other domains', { HTTPS_PROXY: PROXY, NO_PROXY: 'localhost,.internal.example' }],
    ['an exception only ends like the host', { HTTPS_PROXY: PROXY, NO_PROXY: 'aws.com' }],
    ['an exception is of another port', { HTTPS_PROXY: PROXY, NO_PROXY: 'amazonaws.com:8443' }],
  ])('%s', (_claim, environment) => {
    expect(proxyFor(HOST, 443, environment)).toBe(PROXY);
  });
});

describe('a host is reached directly where', () => {
  test.each<[string, Record<string, string>]>([
    ['no proxy is named', {}],
    ['the proxy is empty', { HTTPS_PROXY: '' }],
    ['only plain http has one', { HTTP_PROXY: PROXY }],
    ['it is an exception', { HTTPS_PROXY: PROXY, NO_PROXY: `localhost, ${HOST}` }],
    ['its domain is an exception', { HTTPS_PROXY: PROXY, NO_PROXY: 'amazonaws.com' }],
    ['its domain is an exception with a dot', { HTTPS_PROXY: PROXY, no_proxy: '.amazonaws.com' }],
    ['its domain is an exception with an asterisk', { HTTPS_PROXY: PROXY, no_proxy: '*.AmazonAWS.com' }],
    ['its port is an exception', { HTTPS_PROXY: PROXY, NO_PROXY: 'amazonaws.com:443' }],
    ['everything is an exception', { HTTPS_PROXY: PROXY, NO_PROXY: '*' }],
  ])('%s', (_claim, environment) => {
    expect(proxyFor(HOST, 443, environment)).toBeUndefined();
  });
});
