import { type Container, isObject, textAt } from './container.ts';

/** What S3 sends when notifications are switched on. */
const s3TestEvent: Container = {
  recognises: ({ Event }) => Event === 's3:TestEvent',
  open: () => ({ nothing: 'test events of S3' }),
};

/** A file has arrived in a bucket. */
const s3Record: Container = {
  recognises: ({ s3 }) => isObject(s3),
  open: (value) => {
    const [bucket, key] = [textAt(value, 's3', 'bucket', 'name'), textAt(value, 's3', 'object', 'key')];
    return {
      problem: `names a file in S3 and holds no record: download it with "aws s3 cp s3://${bucket}/${key} ." and replay it`,
    };
  },
};

export const S3: readonly Container[] = [s3TestEvent, s3Record];
