import * as v from 'valibot';
import { SEVERITIES } from './severity.ts';

const text = v.string();
const optional = v.optional(text);
const severity = v.picklist(SEVERITIES);
const kind = v.picklist(['started', 'resumed', 'ended', 'unrecognised', 'test']);
const outcome = v.picklist(['succeeded', 'denied', 'failed']);
const actorKind = v.picklist([
  'iam-user',
  'identity-center-user',
  'role-session',
  'root',
  'federated-user',
  'external-user',
  'machine',
  'service',
  'account',
  'other',
  'unknown',
]);
const source = v.pipe(
  v.picklist(['event', 'error-message', 'look-up']),
  v.description(
    'Where it was read: the field that CloudTrail has for it, the text of an error message, or a look-up.',
  ),
);

/**
 * The normalised record, which programs get (sqs, lambda, firehose, http, email-json). The function uses it as a type
 * only; `docs/session-record.v1.schema.json` is generated from it.
 *
 * A property that is absent is unknown. Additions keep the version, anything else raises it.
 */
export const SessionRecord = v.object({
  schemaVersion: v.literal(1),
  kind,
  outcome: v.object({
    kind: outcome,
    code: v.pipe(optional, v.description('The error code, as the service gave it.')),
    message: v.pipe(optional, v.description('The error message; text that callers can influence.')),
  }),
  severity,
  summary: v.pipe(text, v.description('The headline that people read.')),
  eventId: v.pipe(
    optional,
    v.description('The id of the CloudTrail event. A repeated delivery has the same.'),
  ),
  time: v.pipe(optional, v.description('ISO 8601 in UTC, to the second.')),
  account: v.pipe(optional, v.description('The account the call was made in.')),
  region: optional,
  accountName: v.pipe(optional, v.description('From the configuration of the notifier.')),
  partition: text,
  actor: v.object({
    kind: actorKind,
    name: v.pipe(optional, v.description('The person first, else the machine or the service.')),
    account: optional,
    arn: optional,
    principalId: optional,
    role: optional,
    permissionSet: optional,
    sourceIdentity: optional,
    sessionName: optional,
    federatedBy: optional,
    provider: optional,
    machine: v.pipe(optional, v.description('What kind of machine it is.')),
    via: v.pipe(optional, v.description('The service that made the call on the behalf of the actor.')),
    delegate: v.pipe(
      optional,
      v.description('The account of a product provider with delegated permissions.'),
    ),
    mfa: v.optional(v.boolean()),
    typeInferred: v.pipe(
      v.optional(v.boolean()),
      v.description('True where the event does not give the type of the identity, and its ARN tells it.'),
    ),
    idOnly: v.pipe(
      v.optional(v.boolean()),
      v.description('True where the name is the id that IAM Identity Center has for a user.'),
    ),
    inferred: v.pipe(
      v.optional(v.boolean()),
      v.description('True where only a name that people can choose says what kind of actor it is.'),
    ),
    raw: v.pipe(optional, v.description('The identity as it came, where it could not be read.')),
  }),
  ownership: v.pipe(
    v.optional(v.picklist(['own', 'another', 'same-name', 'unknown'])),
    v.description(
      'Whether whoever resumed or ended the session started it: the same identity, another, one of the same name, or it cannot be told.',
    ),
  ),
  session: v.optional(
    v.object({
      id: text,
      starter: v.pipe(optional, v.description('Who started it, inferred from the id.')),
      source,
    }),
  ),
  target: v.optional(
    v.object({
      kind: v.picklist(['ec2-instance', 'managed-node', 'ecs-task', 'hyperpod-node', 'other']),
      id: text,
      cluster: optional,
      task: optional,
      container: optional,
      group: optional,
      instance: optional,
      source,
    }),
  ),
  document: v.optional(
    v.object({
      kind: v.picklist(['shell', 'port-forwarding', 'remote-port-forwarding', 'ssh', 'command', 'custom']),
      name: text,
      arn: optional,
      account: optional,
      host: optional,
      port: optional,
      localPort: optional,
      command: optional,
      interactive: v.optional(v.boolean()),
      source,
    }),
  ),
  parameters: v.array(v.object({ name: text, values: v.array(text) })),
  reason: v.pipe(optional, v.description('What the caller typed as the reason: a claim.')),
  unreadable: v.pipe(
    v.optional(v.array(v.picklist(['target', 'session']))),
    v.description('What the event names in a form that could not be read.'),
  ),
  origin: v.object({
    kind: v.picklist(['addresses', 'service', 'aws-internal', 'aws-console', 'unreadable', 'unknown']),
    addresses: v.optional(v.array(text)),
    name: optional,
    raw: optional,
  }),
  agent: v.optional(v.object({ words: optional, raw: text })),
  correction: v.optional(
    v.pipe(
      v.object({
        eventId: v.pipe(optional, v.description('The id of the event that is corrected.')),
        fields: v.pipe(optional, v.description('The names of the fields that changed.')),
      }),
      v.description('Set where CloudTrail corrects an event that it delivered before: no new call was made.'),
    ),
  ),
  arrival: v.optional(
    v.pipe(
      v.object({
        receivedAt: v.pipe(optional, v.description('When the function received the event.')),
        replayName: v.pipe(
          optional,
          v.description('The replay of an EventBridge archive that sent it again.'),
        ),
        delayed: v.pipe(
          v.optional(v.literal(true)),
          v.description('CloudTrail says that it delivered it late.'),
        ),
      }),
      v.description('How the event came here. Not part of the event.'),
    ),
  ),
  lookedUp: v.optional(
    v.pipe(
      v.object({
        session: v.optional(
          v.object({
            owner: v.pipe(optional, v.description('Who started it, as Session Manager knows.')),
            ownerArn: optional,
            ownerRole: optional,
            ownerAccount: optional,
            startedAt: optional,
            endedAt: optional,
            reason: v.pipe(optional, v.description('What the owner typed when the session was started.')),
          }),
        ),
        target: v.optional(
          v.object({
            name: v.pipe(optional, v.description('The tag Name.')),
            computerName: optional,
            tags: v.array(v.object({ key: text, value: text })),
          }),
        ),
        failures: v.array(v.object({ what: v.picklist(['session', 'target']), reason: text })),
      }),
      v.description(
        'What AWS answered when it was asked about the session and the target. Not part of the event.',
      ),
    ),
  ),
  warnings: v.array(v.object({ code: text, severity, sentence: text })),
  links: v.array(v.object({ label: text, url: text })),
  eventName: v.pipe(optional, v.description('Of an unrecognised event.')),
  eventSource: v.pipe(optional, v.description('Of an unrecognised event.')),
  truncated: v.pipe(
    v.optional(v.literal(true)),
    v.description('Set where long text or lists were cut to fit a message.'),
  ),
  raw: v.pipe(
    optional,
    v.description('An unrecognised event as JSON, its response left out and secrets withheld.'),
  ),
});

export type SessionRecord = v.InferOutput<typeof SessionRecord>;

/** What programs get when several alerts are sent in one message. */
export const DigestRecord = v.object({
  schemaVersion: v.literal(1),
  kind: v.literal('digest'),
  severity,
  total: v.pipe(v.number(), v.description('How many events this message stands for.')),
  outcomes: v.pipe(v.record(text, v.number()), v.description('How many of each: STARTED, DENIED …')),
  events: v.array(
    v.object({
      eventId: optional,
      kind,
      outcome,
      severity,
      time: optional,
      account: optional,
      region: optional,
      actor: optional,
      actorKind: v.pipe(
        v.optional(actorKind),
        v.description('What the name is of: a role session may be called root.'),
      ),
      target: v.pipe(optional, v.description('The id of the target.')),
      session: v.pipe(optional, v.description('The id of the session.')),
    }),
  ),
  omitted: v.pipe(v.number(), v.description('Always 0: what one message cannot hold is sent in several.')),
});

export type DigestRecord = v.InferOutput<typeof DigestRecord>;
