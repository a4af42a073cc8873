import { decoded } from './decoded.ts';
import { type Format, MAX_WHOLE_BYTES, whole } from './format.ts';
import { json } from './json.ts';

const BASE64 = /^[A-Za-z0-9+/\s]{40,}={0,2}\s*$/;

/** Base64 of JSON, plain or gzipped: the `data` of a CloudWatch Logs subscription or of a Kinesis record, by itself. */
export const base64: Format = {
  recognises: (head) => {
    const text = head.toString('latin1');
    if (!BASE64.test(text)) return false;
    const bytes = Buffer.from(text.slice(0, 400), 'base64');
    return isGzip(bytes) || json.recognises(bytes);
  },
  async *read(chunks) {
    const bytes = await whole(chunks);
    if (bytes === undefined) yield { problem: `is base64 of more than ${MAX_WHOLE_BYTES >> 20} MB` };
    else yield* json.read(decoded([Buffer.from(bytes.toString('latin1'), 'base64')]));
  },
};

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
