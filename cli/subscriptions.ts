import { connectAws } from './aws/connect.ts';
import { findAudiences } from './aws/deployment.ts';
import { add } from './subscriptions/add.ts';
import { list } from './subscriptions/list.ts';
import { readRequest } from './subscriptions/options.ts';
import { remove } from './subscriptions/remove.ts';
import { colorsFor, DONE, runProgram } from './terminal/program.ts';

async function main(argv: readonly string[]): Promise<number> {
  console.log(await perform(argv));
  return DONE;
}

/** What is printed. */
async function perform(argv: readonly string[]): Promise<string> {
  const request = readRequest(argv);
  const aws = await connectAws(request);
  const audiences = await findAudiences(aws, request.stack);
  switch (request.command) {
    case 'list':
      return list(request, audiences, aws, colorsFor(process.stdout));
    case 'add':
      return add(request, audiences, aws);
    case 'remove':
      return remove(request, audiences, aws);
    default:
      return request satisfies never;
  }
}

await runProgram(main);
