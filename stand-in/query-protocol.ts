import { type Answer, type Service, ServiceError } from './service.ts';

/** The fields of the form. `Attributes.entry.1.key` and the like are names as any other. */
export type QueryInput = Readonly<Partial<Record<string, string>>>;

/** The actions by name: from the form to the fields of the result, as XML. An action throws a ServiceError to refuse. */
export type QueryActions = Readonly<Record<string, (input: QueryInput) => string>>;

/**
 * A service that speaks the AWS query protocol: a form goes in, XML comes out. An action without a row is an
 * `InvalidAction`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryService(namespace: string, actions: QueryActions): Service {
  const success = (action: string, fields: string, requestId: string): Answer =>
    xml(
      200,
      `<${action}Response xmlns="${namespace}"><${action}Result>${fields}</${action}Result>` +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
    );

  return {
    read({ body }) {
      const { Action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
      return { action: Action, input };
    },
    perform({ action, input }, requestId) {
      const perform = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!perform) {
        throw new ServiceError(400, 'InvalidAction', `The action ${action} is not valid for this endpoint.`);
      }
      return success(action, perform(input as QueryInput), requestId);
    },
    emptyAnswer: (action, requestId) => success(action, '', requestId),
    errorAnswer: ({ status, code, message }, requestId) =>
      xml(
        status,
        `<ErrorResponse xmlns="${namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
          `${element('Code', code)}${element('Message', message)}</Error>` +
          `<RequestId>${requestId}</RequestId></ErrorResponse>`,
      ),
  };
}

/** `<Name>text</Name>` with its text escaped. Empty for a field without a text. */
export function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}

function escapeXml(value: string): string {
  return value.replace(/[&<>]/g, (character) => XML_ESCAPES[character] ?? character);
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function xml(status: number, body: string): Answer {
  return { status, contentType: 'text/xml', body };
}
