import * as v from 'valibot';
import {
  type Arrival,
  type Correction,
  SESSION_EVENT_NAMES,
  SESSION_EVENT_SOURCE,
  type Session,
  type SessionCall,
  type SessionEvent,
  type SessionFacts,
  type Sourced,
} from '../domain/session-event.ts';
import { toActor } from './actor.ts';
import { parseArn } from './arn.ts';
import { plainKey } from './copies.ts';
import { Detail } from './detail.ts';
import { DEFAULT_DOCUMENT, toDocument, toParameters } from './document.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { readErrorMessage } from './error-message.ts';
import { isTrue } from './identity.ts';
import { toOrigin } from './origin.ts';
import { toOutcome } from './outcome.ts';
import { partitionOf } from './partition.ts';
import { type Call, readCall } from './request.ts';
import { toRedactedJson } from './secrets.ts';
import { toSession } from './session-id.ts';
import { toTarget } from './target.ts';
import { isTestEvent, toTestEvent } from './test-event.ts';
import { toIsoTime } from './time.ts';
import { isConsoleBackend, toAgent } from './user-agent.ts';

type Kind = SessionCall['kind'];

/**
 * Reads an EventBridge envelope that holds a CloudTrail record. Any `detail` becomes an event: what cannot be read in
 * it is left unknown, and what is no session call is `unrecognised`.
 *
 * @throws {UnreadableEnvelopeError} if it is no object, or has no `detail` object
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html
 */
export function parse(input: unknown): SessionEvent {
  const envelope = readEnvelope(input);
  if (isTestEvent(envelope)) return toTestEvent(envelope);
  const detail = v.parse(Detail, envelope.detail);
  const kind = toKind(detail);
  const facts = toFacts(kind, detail, envelope);
  if (kind !== undefined) return { kind, ...facts };
  const { eventName, eventSource } = detail;
  return { kind: 'unrecognised', ...facts, eventName, eventSource, raw: withoutResponse(envelope.detail) };
}

function toKind({ eventName, eventSource }: Detail): Kind | undefined {
  const known = eventSource === SESSION_EVENT_SOURCE && Object.hasOwn(SESSION_EVENT_NAMES, eventName ?? '');
  return known ? SESSION_EVENT_NAMES[eventName as keyof typeof SESSION_EVENT_NAMES] : undefined;
}

function toFacts(kind: Kind | undefined, detail: Detail, envelope: Envelope): SessionFacts {
  const { target, sessionId, unreadable, ...call } = readCall(
    detail.requestParameters,
    detail.responseElements,
  );
  const account = detail.recipientAccountId ?? envelope.account;
  const region = detail.awsRegion ?? envelope.region;
  const actor = toActor(detail.userIdentity, detail.additionalEventData.UserName);
  const outcome = toOutcome(detail.errorCode, detail.errorMessage);
  const named = readErrorMessage(outcome);
  const parameters = toParameters(call.parameters);
  const document = documentName(kind, { ...call, target }) ?? named.document;
  return {
    eventId: detail.eventID,
    time: toIsoTime(detail.eventTime) ?? toIsoTime(envelope.time),
    account,
    region,
    partition: parseArn(actor.arn)?.partition ?? partitionOf(region),
    outcome,
    actor,
    session:
      sessionId === undefined
        ? namedSession(kind, named.session)
        : { value: session(kind, sessionId), source: 'event' },
    target: target === undefined ? named.target : { value: toTarget(target), source: 'event' },
    document: document && { ...document, value: toDocument(document.value, parameters, account) },
    parameters,
    reason: call.reason,
    unreadable,
    origin: toOrigin(detail.sourceIPAddress, fromConsoleBackend(detail)),
    agent:
      detail.userAgent === undefined
        ? undefined
        : toAgent(detail.userAgent, isTrue(detail.sessionCredentialFromConsole)),
    correction: toCorrection(detail),
    arrival: toArrival(detail, envelope),
  };
}

/** An addendum may also say why an event comes late, which corrects nothing. */
function toCorrection({ addendum }: Detail): Correction | undefined {
  const { reason, originalEventID: eventId, updatedFields } = addendum;
  const isCorrection = eventId !== undefined || updatedFields !== undefined || reason === 'UPDATED_DATA';
  return isCorrection ? { eventId, fields: updatedFields } : undefined;
}

function toArrival({ addendum }: Detail, envelope: Envelope): Arrival | undefined {
  const replayName = envelope['replay-name'];
  const delayed = addendum.reason === 'DELIVERY_DELAY' || undefined;
  return replayName === undefined && delayed === undefined ? undefined : { replayName, delayed };
}

/** Anybody can call his agent so, but CloudTrail gives the TLS details of every call that comes from outside AWS. */
function fromConsoleBackend({ userAgent, tlsDetails }: Detail): boolean {
  const fromOutside = tlsDetails !== undefined && tlsDetails !== null;
  return !fromOutside && userAgent !== undefined && isConsoleBackend(userAgent);
}

/** A start that did not succeed has no session, whatever its message names. */
function namedSession(
  kind: Kind | undefined,
  named: Sourced<Session> | undefined,
): Sourced<Session> | undefined {
  return kind === 'started' ? undefined : named;
}

/** Only Session Manager's ids start with a name. */
function session(kind: Kind | undefined, id: string): Session {
  return kind === undefined ? { id } : toSession(id);
}

/**
 * A StartSession that names no document opens the default shell; where CloudTrail dropped the request, nothing is
 * known.
 */
function documentName(kind: Kind | undefined, call: Call): Sourced<string> | undefined {
  const byDefault = kind === 'started' && call.target !== undefined ? DEFAULT_DOCUMENT : undefined;
  const name = call.documentName ?? byDefault;
  return name === undefined ? undefined : { value: name, source: 'event' };
}

/** Responses are where credentials, tokens and stream URLs stand: they are left out whole, however a copy spells them. */
function withoutResponse(detail: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(detail).filter(([key]) => !plainKey(key).startsWith('responseelements'));
  return toRedactedJson(Object.fromEntries(entries));
}
