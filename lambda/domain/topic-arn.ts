/**
 * The ARN of a standard topic, in any partition. SNS delivers no email, SMS or HTTP(S) from a FIFO topic, so that is none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const TOPIC_ARN_PATTERN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;
