/**
 * The custom notification of Amazon Q Developer in chat applications, which posts it to Slack or Teams. Anything that
 * is not in this form is dropped without a word.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface CustomNotification {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id?: string | undefined;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[] | undefined;
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    /** Messages with the same one become a thread: the start of a session and its end. */
    readonly threadId?: string | undefined;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string | undefined>>;
  };
}

/** The documented length of a title. A notification with a longer one is dropped like any that is not in this form. */
export const MAX_TITLE_CHARACTERS = 250;

/**
 * Our own bound: Slack shows a description as one section, of 3,000 characters.
 *
 * @see https://docs.slack.dev/reference/block-kit/blocks/section-block/
 */
export const MAX_DESCRIPTION_CHARACTERS = 2900;

/** The notification as JSON, of texts that are Markdown already. */
export function toNotification({
  id,
  metadata,
  ...content
}: Omit<CustomNotification['content'], 'textType'> & Pick<CustomNotification, 'id' | 'metadata'>): string {
  const notification: CustomNotification = {
    version: '1.0',
    source: 'custom',
    id,
    content: { textType: 'client-markdown', ...content },
    metadata,
  };
  return JSON.stringify(notification);
}
