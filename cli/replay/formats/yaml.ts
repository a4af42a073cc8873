import { parseAllDocuments } from 'yaml';
import { type Format, MAX_WHOLE_BYTES, whole } from './format.ts';

/** Keys with which the output of the AWS CLI and the events themselves begin. */
const KEYS =
  /^(?:---\s*)?\s*(?:- )?(?:Events|Records|Messages|Entries|events|logEvents|results|ResultSet|QueryResultRows|AccessKeyId|CloudTrailEvent|EventId|detail|detail-type|source|version|eventVersion|eventName|userIdentity):(?:\s|$)/m;

/** YAML, as `aws --output yaml` prints it. */
export const yaml: Format = {
  recognises: (head) => {
    const text = head.toString('utf8', 0, 8000);
    return /^(?:---|[A-Za-z-])/.test(text) && KEYS.test(text);
  },
  async *read(chunks) {
    const bytes = await whole(chunks);
    if (bytes === undefined) {
      yield {
        problem: `is YAML of more than ${MAX_WHOLE_BYTES >> 20} MB: save it with --output json`,
        line: 1,
      };
      return;
    }
    for (const document of parseAllDocuments(bytes.toString('utf8'), { logLevel: 'silent' })) {
      const [error] = document.errors;
      const line = error?.linePos?.[0].line ?? 1;
      yield error === undefined
        ? { value: document.toJS(), line: 1 }
        : { problem: `is no YAML: ${error.message.split('\n')[0]}`, line };
    }
  },
};
