import type { Handler } from 'aws-lambda';
import { readConfig } from './config.ts';
import { createHandler, type Published } from './pipeline.ts';
import { createSnsClient } from './publish.ts';

/** The function's entry point. A wrong setting fails at the start, before an event is taken. */
export const handler: Handler<unknown, Published> = createHandler(
  readConfig(process.env),
  createSnsClient(),
  console.info,
);
