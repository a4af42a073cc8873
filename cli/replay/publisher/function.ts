import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { toAwsError } from '../../aws/aws-error.ts';
import type { AwsClientConfig } from '../../aws/connect.ts';
import { PAUSE_BETWEEN_ALERTS_MS, type Publisher, toPublication } from './publisher.ts';

/**
 * Hands events to a deployed function and waits for what it answers. That way the alert reaches a topic which takes
 * messages from its function alone.
 *
 * @param clientConfig with the region where the function is
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function functionPublisher(FunctionName: string, clientConfig: AwsClientConfig): Publisher {
  const { region } = clientConfig;
  const lambda = new LambdaClient(clientConfig);
  return {
    publish: async (envelope) => {
      const Payload = JSON.stringify(envelope);
      const answer = await lambda
        .send(new InvokeCommand({ FunctionName, Payload }))
        .catch((error: unknown) => {
          throw toAwsError(error, { permission: 'lambda:InvokeFunction', region }) ?? error;
        });
      const text = answer.Payload === undefined ? '' : Buffer.from(answer.Payload).toString();
      if (answer.FunctionError !== undefined) throw new Error(`The function failed: ${text}`);
      await wait(PAUSE_BETWEEN_ALERTS_MS);
      return toPublication(JSON.parse(text));
    },
    close: async () => lambda.destroy(),
  };
}
