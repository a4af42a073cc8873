import {
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  type SNSClientConfig,
} from '@aws-sdk/client-sns';
import { type SnsAccount, type SnsAccountOptions, startSnsAccount } from '../aws/sns/sns.ts';

export const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:session-alerts';

export interface Connection {
  readonly sns: SnsAccount;
  readonly client: SNSClient;
  /** Publishes "hello" to TOPIC, unless the input says otherwise. */
  publish(input?: Partial<PublishCommandInput>): Promise<{ readonly MessageId?: string | undefined }>;
  close(): Promise<void>;
}

/** A stand-in of its own with a real client, in the SDK's standard retry mode: 3 attempts. */
export async function connect(
  options: SnsAccountOptions = {},
  config: SNSClientConfig = {},
): Promise<Connection> {
  const sns = await startSnsAccount(options);
  const client = new SNSClient({
    endpoint: sns.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
    retryMode: 'standard',
    maxAttempts: 3,
    ...config,
  });
  return {
    sns,
    client,
    publish: (input) => client.send(new PublishCommand({ TopicArn: TOPIC, Message: 'hello', ...input })),
    close: () => {
      client.destroy();
      return sns.close();
    },
  };
}
