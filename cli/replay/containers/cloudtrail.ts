import { type Container, isObject, textAt } from './container.ts';

/** An unusual number of calls or errors. It is no call. */
const insight: Container = {
  recognises: ({ insightDetails, eventCategory }) => isObject(insightDetails) || eventCategory === 'Insight',
  open: () => ({ nothing: 'CloudTrail Insights events' }),
};

/** A file of a trail, and whatever else AWS calls `Records`: the events of SQS, SNS, Kinesis and S3 for Lambda. */
const records: Container = {
  recognises: ({ Records }) => Array.isArray(Records),
  open: ({ Records }) => Records as readonly unknown[],
};

/** An event of `lookup-events`, whose record is text. */
const lookedUpEvent: Container = {
  recognises: ({ CloudTrailEvent }) => typeof CloudTrailEvent === 'string' || isObject(CloudTrailEvent),
  open: ({ CloudTrailEvent }) => [CloudTrailEvent],
};

/** The output of `aws cloudtrail lookup-events`. @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const lookupEvents: Container = {
  recognises: ({ Events }) => Array.isArray(Events),
  open: ({ Events }) => Events as readonly unknown[],
};

/** What a trail delivers each hour, to prove that no file was changed. */
const digest: Container = {
  recognises: (value) => 'digestStartTime' in value && 'logFiles' in value,
  open: () => ({ nothing: 'CloudTrail digests' }),
};

/** What CloudTrail sends to an SNS topic when it has delivered a file. */
const delivered: Container = {
  recognises: ({ s3Bucket, s3ObjectKey }) => typeof s3Bucket === 'string' && Array.isArray(s3ObjectKey),
  open: ({ s3Bucket, s3ObjectKey }) => ({
    problem: `names a file in S3 and holds no record: download it with "aws s3 cp s3://${s3Bucket}/${(s3ObjectKey as unknown[])[0]} ." and replay it`,
  }),
};

/** The event history as the console saves it in CSV: without what was asked for. */
const historyRow: Container = {
  recognises: (value) =>
    textAt(value, 'Event name') !== undefined && textAt(value, 'Event source') !== undefined,
  open: (value) => {
    if (!/^(?:Start|Resume|Terminate)Session$/.test(String(value['Event name']))) {
      return [{ eventName: value['Event name'], eventSource: value['Event source'] }];
    }
    return {
      problem:
        'is a row of the event history as CSV, which leaves out what was asked for: download the history as JSON, or replay it with --cloudtrail',
    };
  },
};

export const CLOUDTRAIL: readonly Container[] = [
  insight,
  records,
  lookedUpEvent,
  lookupEvents,
  digest,
  delivered,
  historyRow,
];
