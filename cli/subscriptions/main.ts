import { connectAws } from '../aws/connect.ts';
import { readAudienceTopics } from '../aws/stack-outputs.ts';
import { colorsFor, DONE, type Terminal } from '../terminal/program.ts';
import { add } from './add.ts';
import { confirm } from './confirm.ts';
import { list } from './list.ts';
import { readRequest } from './options.ts';
import { remove } from './remove.ts';

export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  terminal.stdout.write(`${await perform(argv, terminal)}\n`);
  return DONE;
}

/** @returns what is printed */
async function perform(argv: readonly string[], terminal: Terminal): Promise<string> {
  const request = readRequest(argv, terminal);
  const aws = await connectAws(request);
  const audiences = await readAudienceTopics(aws, request.stack);
  switch (request.command) {
    case 'list':
      return list(request, audiences, aws, colorsFor(terminal.stdout));
    case 'add':
      return add(request, audiences, aws);
    case 'confirm':
      return confirm(request, audiences, aws);
    case 'remove':
      return remove(request, audiences, aws);
    default:
      return request satisfies never;
  }
}
