import { Ajv } from 'ajv';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });

const texts = (maxLength: number) => ({ type: 'array', items: text(maxLength) });

/**
 * The custom notification of Amazon Q Developer in chat applications, as a JSON Schema: its fields, and the lengths, in
 * characters, that its documentation allows. The service drops anything else without an error. The documentation gives no
 * length for the fields of `metadata` and for `id`.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const CUSTOM_NOTIFICATION = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'source', 'content'],
  properties: {
    version: { const: '1.0' },
    source: { const: 'custom' },
    id: { type: 'string', minLength: 1 },
    content: {
      type: 'object',
      additionalProperties: false,
      required: ['description'],
      properties: {
        textType: { const: 'client-markdown' },
        title: text(250),
        description: text(8000),
        nextSteps: texts(350),
        keywords: texts(75),
      },
    },
    metadata: {
      type: 'object',
      additionalProperties: false,
      properties: {
        threadId: { type: 'string', minLength: 1 },
        summary: { type: 'string', minLength: 1 },
        eventType: { type: 'string', minLength: 1 },
        relatedResources: { type: 'array', items: { type: 'string', minLength: 1 } },
        additionalContext: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
} as const;

const isCustomNotification = new Ajv().compile(CUSTOM_NOTIFICATION);

/** What is wrong with a chat message, in one text for each mistake. Empty for a message that the service takes. */
export function mistakesInChat(json: string): string[] {
  isCustomNotification(JSON.parse(json));
  return (isCustomNotification.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
