import { type Format, MAX_WHOLE_BYTES, whole } from './format.ts';
import { json } from './json.ts';

const HEADERS = /^(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+\r?\n/;

/** A mail of an SNS subscription, saved with its headers. Only the text behind them is read. */
export const mail: Format = {
  recognises: (head) => {
    const text = head.toString('utf8', 0, 16_000);
    return /^(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Content-Type|Message-ID):/i.test(text)
      ? HEADERS.test(text) && /^(?:From|Received|MIME-Version):/im.test(text)
      : false;
  },
  async *read(chunks) {
    const bytes = await whole(chunks);
    const text = bytes?.toString('latin1') ?? '';
    const [headers = ''] = HEADERS.exec(text) ?? [];
    const body = Buffer.from(text.slice(headers.length), 'latin1');
    if (bytes === undefined) yield { problem: `is a mail of more than ${MAX_WHOLE_BYTES >> 20} MB` };
    else yield* json.read(only(decodedBody(headers, body)));
  },
};

function decodedBody(headers: string, body: Buffer): Buffer {
  const [, encoding = ''] = /^Content-Transfer-Encoding:\s*(\S+)/im.exec(headers) ?? [];
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body.toString('latin1'), 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .toString('latin1')
          .replace(/=\r?\n/g, '')
          .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      return body;
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
