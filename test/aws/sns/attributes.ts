import { element, type QueryActions } from '../../../stand-in/query-protocol.ts';
import { toTopicArn } from '../../../stand-in/sns/validation.ts';

export interface AttributeOptions {
  /** ARNs of the topics that exist. @default - every well-formed topic ARN */
  readonly topics?: readonly string[];
  /** What is set on a topic, by its ARN: `{ 'arn:aws:sns:…': { KmsMasterKeyId: 'alias/aws/sns' } }`. @default - nothing */
  readonly topicAttributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is set for text messages: `{ MonthlySpendLimit: '1' }`. @default - nothing */
  readonly smsAttributes?: Readonly<Record<string, string>>;
  /** Whether text messages reach verified numbers only, as in a new account. @default false */
  readonly smsSandbox?: boolean;
  /** The numbers that the sandbox knows. @default - none */
  readonly sandboxNumbers?: Readonly<Record<string, 'Pending' | 'Verified'>>;
  /** Numbers whose owners have asked for no more text messages. @default - none */
  readonly optedOutNumbers?: readonly string[];
  /** Numbers of the account that text messages are sent from. @default - none */
  readonly originationNumbers?: readonly string[];
}

/**
 * The actions that return how topics and text messages are set up.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 * @see https://docs.aws.amazon.com/sns/latest/api/API_GetSMSAttributes.html
 */
export function attributeActions(options: AttributeOptions): QueryActions {
  const {
    topics,
    topicAttributes = {},
    smsAttributes = {},
    smsSandbox = false,
    sandboxNumbers = {},
    optedOutNumbers = [],
    originationNumbers = [],
  } = options;
  return {
    GetTopicAttributes: (input) => {
      const TopicArn = toTopicArn(input.TopicArn, topics);
      return `<Attributes>${entries({ TopicArn, ...topicAttributes[TopicArn] })}</Attributes>`;
    },
    GetSMSAttributes: () => `<attributes>${entries(smsAttributes)}</attributes>`,
    GetSMSSandboxAccountStatus: () => element('IsInSandbox', String(smsSandbox)),
    CheckIfPhoneNumberIsOptedOut: ({ phoneNumber = '' }) =>
      element('isOptedOut', String(optedOutNumbers.includes(phoneNumber))),
    ListOriginationNumbers: () => {
      const members = originationNumbers.map(
        (number) =>
          `<member>${element('PhoneNumber', number)}<NumberCapabilities><member>SMS</member></NumberCapabilities></member>`,
      );
      return `<PhoneNumbers>${members.join('')}</PhoneNumbers>`;
    },
    ListSMSSandboxPhoneNumbers: () => {
      const members = Object.entries(sandboxNumbers).map(
        ([number, status]) =>
          `<member>${element('PhoneNumber', number)}${element('Status', status)}</member>`,
      );
      return `<PhoneNumbers>${members.join('')}</PhoneNumbers>`;
    },
  };
}

function entries(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`)
    .join('');
}
