import { LambdaClient } from '@aws-sdk/client-lambda';
import { createReserve } from './reserve-concurrency.ts';

/** Run by Lambda while a stack is deployed, with the copy of the SDK that the runtime has. */
export const handler = createReserve({ lambda: new LambdaClient() });
