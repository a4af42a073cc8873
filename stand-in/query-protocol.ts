import { type Answer, type Service, ServiceError, type WireRequest } from './service.ts';

/**
 * A row per action: from the decoded form to the fields of its result, as XML.
 * Throws a ServiceError to refuse.
 */
export type QueryActions = Readonly<Record<string, (parameters: URLSearchParams) => string>>;

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
    actionOf,
    perform(request, requestId) {
      const action = actionOf(request);
      const perform = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!perform) {
        throw new ServiceError(400, 'InvalidAction', `The action ${action} is not valid for this endpoint.`);
      }
      return success(action, perform(new URLSearchParams(request.body)), requestId);
    },
    emptyAnswer: (action, requestId) => success(action, '', requestId),
    errorAnswer: ({ status, code, message }, requestId) =>
      xml(
        status,
        `<ErrorResponse xmlns="${namespace}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
          `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>` +
          `<RequestId>${requestId}</RequestId></ErrorResponse>`,
      ),
  };
}

/** Text for the content of an XML element. */
function escapeXml(value: string): string {
  return value.replace(/[&<>]/g, (character) => XML_ESCAPES[character] ?? character);
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function actionOf(request: WireRequest): string {
  return new URLSearchParams(request.body).get('Action') ?? '';
}

function xml(status: number, body: string): Answer {
  return { status, contentType: 'text/xml', body };
}
