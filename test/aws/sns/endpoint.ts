import type { ServiceError } from '../../../stand-in/service.ts';
import { invalidParameter } from '../../../stand-in/sns/validation.ts';

/** What is wrong with an endpoint: the rest of an `InvalidParameter`. */
type Check = (endpoint: string) => string | undefined;

const shapedLike = (pattern: RegExp, problem: string): Check => {
  return (endpoint) => (pattern.test(endpoint) ? undefined : problem);
};

/**
 * What SNS asks of an endpoint, in the texts that it was recorded to refuse with where a comment does not say
 * otherwise.
 *
 * @see https://github.com/localstack/localstack/blob/02b6f1855221634efcf40f7f15d93b1a6665ab8a/tests/aws/services/sns/test_sns.snapshot.json
 */
const CHECKS: Readonly<Partial<Record<string, Check>>> = {
  email: shapedLike(/^[^@\s]+@[^@\s]+$/, 'Email address'),
  'email-json': shapedLike(/^[^@\s]+@[^@\s]+$/, 'Email address'),
  http: shapedLike(/^http:\/\//, 'Endpoint must match the specified protocol'),
  https: shapedLike(/^https:\/\//, 'Endpoint must match the specified protocol'),
  sms: (endpoint) => (/^\+\d{6,15}$/.test(endpoint) ? undefined : `Invalid SMS endpoint: ${endpoint}`),
  sqs: (endpoint) => {
    if (!/^arn:[\w-]+:sqs:/.test(endpoint)) return 'SQS endpoint ARN';
    if (!endpoint.endsWith('.fifo')) return undefined;
    // The prefix appears twice in the recording.
    return 'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics';
  },
  // Not recorded.
  lambda: shapedLike(/^arn:[\w-]+:lambda:/, 'Lambda endpoint ARN'),
  firehose: shapedLike(/^arn:[\w-]+:firehose:/, 'Firehose endpoint ARN'),
};

/** The refusal of an endpoint, or of its protocol. Undefined when SNS would take it. */
export function refusalOfEndpoint(protocol: string, endpoint: string): ServiceError | undefined {
  const check = Object.hasOwn(CHECKS, protocol) ? CHECKS[protocol] : undefined;
  if (!check) return invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  const problem = check(endpoint);
  return problem === undefined ? undefined : invalidParameter(problem);
}
