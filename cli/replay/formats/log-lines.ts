import { type Format, linesOf } from './format.ts';
import { JsonSplitter } from './json-splitter.ts';

/** Where an object begins behind a time, the name of a stream, or the cells of a table. */
const OBJECT = /\{\s*"/;

/** What a line that cannot be read must not hold. */
const SESSION_CALL = /\b(?:Start|Resume|Terminate)Session\b/;

/**
 * Lines with an object somewhere in them: a log group exported to S3, `aws logs tail`, syslog, and `aws --output text`.
 * A line without one is no record.
 */
export const logLines: Format = {
  recognises: (head) => {
    const lines = head.toString('utf8').split(/\r?\n/, 50);
    const within = lines.filter((line) => (OBJECT.exec(line)?.index ?? 0) > 0);
    return within.length > 0 && !lines.some((line) => /^\s*[{"]/.test(line));
  },
  async *read(chunks) {
    let line = 0;
    for await (const text of linesOf(chunks)) {
      line += 1;
      const begin = OBJECT.exec(text)?.index;
      if (begin === undefined) {
        if (SESSION_CALL.test(text))
          yield { problem: 'names a session call, and holds no record in JSON', line };
        continue;
      }
      const splitter = new JsonSplitter();
      const [first] = [...splitter.push(Buffer.from(text.slice(begin))), ...splitter.end()];
      if (first !== undefined && 'value' in first) yield { value: first.value, line };
      else yield { problem: first !== undefined && 'problem' in first ? first.problem : 'is not JSON', line };
    }
  },
};
