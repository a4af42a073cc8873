/** What the renderers need to know of the topic. */
export interface RenderOptions {
  /** The topic's display name: SNS puts it in front of every SMS. */
  readonly displayName: string;
}

export type Renderer<T> = (value: T, options: RenderOptions) => string;

/** Those of SNS's protocols that get a body of their own; the others get `default`. */
export type Protocol =
  | 'default'
  | 'email'
  | 'sms'
  | 'https'
  | 'http'
  | 'email-json'
  | 'sqs'
  | 'lambda'
  | 'firehose';

/**
 * One body for each protocol of `MessageStructure: json`.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html
 */
export type Renderers<T> = Readonly<Record<Protocol, Renderer<T>>>;

export interface RenderedMessage {
  readonly subject: string;
  readonly bodies: Readonly<Record<Protocol, string>>;
}

/** Runs each renderer once, however many protocols share it. */
export function renderBodies<T>(
  renderers: Renderers<T>,
  value: T,
  options: RenderOptions,
): RenderedMessage['bodies'] {
  const done = new Map<Renderer<T>, string>();
  const entries = Object.entries(renderers).map(([protocol, renderer]) => {
    const body = done.get(renderer) ?? renderer(value, options);
    done.set(renderer, body);
    return [protocol, body];
  });
  return Object.fromEntries(entries);
}
