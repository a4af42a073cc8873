import type { Format } from './format.ts';

interface Unread {
  /** The beginning of a file, as Latin 1. */
  readonly begins: (head: string) => boolean;
  readonly what: string;
  readonly instead: string;
}

const magic = (bytes: string) => (head: string) => head.startsWith(bytes);

/** What is not read, and how to get the records out of it. */
const UNREAD: readonly Unread[] = [
  {
    begins: magic('PAR1'),
    what: 'Parquet',
    instead: 'select raw_data, or the columns of the record, in Athena and download the CSV',
  },
  { begins: magic('ORC'), what: 'ORC', instead: 'select the columns in Athena and download the CSV' },
  { begins: magic('Obj\x01'), what: 'Avro', instead: 'convert it to JSON lines with avro-tools tojson' },
  { begins: magic('PK\x03\x04'), what: 'a ZIP archive', instead: 'unpack it and replay the folder' },
  { begins: magic('7z\xbc\xaf'), what: 'a 7z archive', instead: 'unpack it and replay the folder' },
  {
    begins: (head) => head.startsWith('ustar', 257),
    what: 'a tar archive',
    instead: 'unpack it and replay the folder',
  },
  { begins: magic('\x28\xb5\x2f\xfd'), what: 'Zstandard', instead: 'unpack it with zstd -d' },
  { begins: magic('BZh'), what: 'bzip2', instead: 'unpack it with bunzip2' },
  { begins: magic('\xfd7zXZ'), what: 'xz', instead: 'unpack it with unxz' },
  { begins: magic('SQLite format 3'), what: 'a SQLite database', instead: 'export the records as JSON' },
  {
    begins: (head) => /^\s*<(?:\?xml|!doctype|html|[a-z]+[ >])/i.test(head),
    what: 'XML or HTML',
    instead: 'export the records as JSON',
  },
  {
    begins: (head) => /^\s*[+|]-{5,}/.test(head),
    what: 'a table for people',
    instead: 'run the AWS CLI with --output json',
  },
];

export const unread: Format = {
  recognises: (head) => unreadOf(head) !== undefined,
  async *read(chunks) {
    for await (const head of chunks) {
      const { what, instead } = unreadOf(head) ?? {};
      yield { problem: `is ${what}, which is not read: ${instead}` };
      return;
    }
  },
};

function unreadOf(head: Buffer): Unread | undefined {
  const text = head.toString('latin1', 0, 1000);
  return UNREAD.find(({ begins }) => begins(text));
}

/** The three forms in which people keep our own alerts: a mail with its subject, a mail, and an SMS. */
const ALERT =
  /^(?:Subject: )?\[(?:STARTED|RESUMED|ENDED|DENIED|FAILED|UNRECOGNISED|TEST|DIGEST|\d+ EVENTS)\] |^(?:[\w -]+> )?(?:STARTED|RESUMED|ENDED|DENIED|FAILED|UNRECOGNISED|TEST)\b.* > |^(?:Who|Target|Session) {2,8}\S/m;

export const alertText: Format = {
  recognises: (head) => ALERT.test(head.toString('utf8', 0, 4000)),
  async *read() {
    yield { nothing: 'alerts as text' };
  },
};

export const empty: Format = {
  recognises: (head) => head.toString('utf8').trim() === '',
  async *read() {
    yield { problem: 'is empty' };
  },
};

/** Pictures, documents, and what desktops leave in folders: by how they begin. */
const NO_LOG = ['\x89PNG', '\xff\xd8\xff', 'GIF8', '%PDF', '\x00\x00\x00\x01Bud1'];

/** The rest: text that holds no record, or something that cannot be told. */
export const other: Format = {
  recognises: () => true,
  async *read(chunks) {
    let [binary, record] = [false, false];
    let head = '';
    for await (const chunk of chunks) {
      if (head === '') head = chunk.toString('latin1', 0, 100);
      binary ||= chunk.includes(0) || chunk.includes(ESCAPE);
      record ||= chunk.includes('eventName') && chunk.includes('eventSource');
    }
    if (NO_LOG.some((begin) => head.startsWith(begin))) yield { nothing: 'pictures and documents' };
    else if (record) yield { problem: 'holds a record in a form that is not read: export it as JSON' };
    else if (binary) yield { problem: 'is neither text nor a known kind of file' };
    else yield { nothing: 'texts' };
  },
};

/** What has terminal escapes is no text that somebody wrote. */
const ESCAPE = 0x1b;
