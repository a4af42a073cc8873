import { CommanderError } from 'commander';
import pc from 'picocolors';
import { connectAws } from './aws.ts';
import { findAudiences } from './deployment.ts';
import { wrap } from './layout.ts';
import { Problem } from './problem.ts';
import { add } from './subscriptions-add.ts';
import { list } from './subscriptions-list.ts';
import { readRequest } from './subscriptions-options.ts';
import { remove } from './subscriptions-remove.ts';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

/** What is printed. */
async function main(argv: readonly string[]): Promise<string> {
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

function colorsFor(stream: NodeJS.WriteStream) {
  return pc.createColors(stream.isTTY === true && !process.env.NO_COLOR);
}

/** Prints what went wrong, and returns the exit status. A bug is thrown, with its trace. */
function report(error: unknown): number {
  // Commander has printed it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : MISUSED;
  if (!(error instanceof Problem)) throw error;
  console.error(colorsFor(process.stderr).red(wrap(`error: ${error.message}`)));
  return error.misuse ? MISUSED : FAILED;
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? DONE : FAILED),
);

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  process.exitCode = report(error);
}
