import { at, type Container, isObject, listAt, textAt } from './container.ts';

/** The answer to a search in Elasticsearch or OpenSearch. */
const elasticSearch: Container = {
  recognises: (value) => Array.isArray(at(value, 'hits', 'hits')),
  open: (value) => listAt(value, 'hits', 'hits'),
};

/** One document, with what its index keeps beside it. */
const elasticDocument: Container = {
  recognises: ({ _source }) => isObject(_source),
  open: ({ _source }) => [_source],
};

/** A document with the record as it came. */
const elasticOriginal: Container = {
  recognises: (value) => textAt(value, 'event', 'original') !== undefined,
  open: (value) => [textAt(value, 'event', 'original')],
};

/**
 * A document of Elastic's CloudTrail integration that was not told to keep the original.
 *
 * @see https://www.elastic.co/docs/reference/integrations/aws/cloudtrail
 */
const elasticFields: Container = {
  recognises: (value) => isObject(at(value, 'aws', 'cloudtrail')) || 'aws.cloudtrail.event_version' in value,
  open: (value) => {
    const own = (...path: string[]) => at(value, 'aws', 'cloudtrail', ...path);
    return [
      {
        eventVersion: own('event_version'),
        eventName: at(value, 'event', 'action'),
        eventSource: at(value, 'event', 'provider'),
        eventID: at(value, 'event', 'id'),
        eventTime: at(value, '@timestamp'),
        awsRegion: at(value, 'cloud', 'region'),
        recipientAccountId: own('recipient_account_id') ?? at(value, 'cloud', 'account', 'id'),
        sourceIPAddress: at(value, 'source', 'address') ?? at(value, 'source', 'ip'),
        userAgent: at(value, 'user_agent', 'original'),
        errorCode: own('error_code'),
        errorMessage: own('error_message'),
        userIdentity: {
          ...(own('user_identity') as object | undefined),
          userName: at(value, 'user', 'name'),
          principalId: at(value, 'user', 'id'),
          accountId: at(value, 'cloud', 'account', 'id'),
        },
        requestParameters: own('flattened', 'request_parameters') ?? own('request_parameters'),
        responseElements: own('flattened', 'response_elements') ?? own('response_elements'),
      },
    ];
  },
};

/** A line that says what the next line is for, in Elastic's bulk format. */
const elasticAction: Container = {
  recognises: (value) => {
    const [key = '', ...others] = Object.keys(value);
    return others.length === 0 && ['index', 'create'].includes(key) && isObject(value[key]);
  },
  open: () => ({ nothing: 'lines of the bulk format' }),
};

export const ELASTIC: readonly Container[] = [
  elasticSearch,
  elasticDocument,
  elasticOriginal,
  elasticFields,
  elasticAction,
];
