import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { DescribeRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { matchesRule } from '../../infra/event-pattern/matcher.ts';
import {
  TEST_EVENT_DETAIL_TYPE,
  TEST_EVENT_SOURCE,
  type TestEventDetail,
} from '../../lambda/domain/test-event.ts';
import { AwsError } from '../aws/aws-error.ts';
import { readSubscribers, type Subscriber } from '../aws/topic-subscribers.ts';
import { UserError } from '../terminal/user-error.ts';
import type { Clients } from './clients.ts';
import { type DeployedAudience, type Deployment, gathersEvents } from './deployment.ts';

/** A test event that EventBridge has taken. */
export interface SentTest {
  /** The id by which the alert is recognised. */
  readonly id: string;
  readonly audiences: readonly ExpectedAlert[];
}

/** What should come of it for one audience. */
export interface ExpectedAlert {
  readonly audience: string;
  /** Whether its rule passes the event on. Undefined where that could not be read. */
  readonly matched: boolean | undefined;
  /** Whether it gathers in a queue before it is sent. */
  readonly buffered: boolean;
  /** Where the alert should arrive. Undefined where that could not be read. */
  readonly readers: readonly Pick<Subscriber, 'protocol' | 'endpoint'>[] | undefined;
}

/** Puts a test event on the default bus, from where it takes the same way as every event. @throws {UserError} */
export async function sendTest({ audiences, testToken }: Deployment, clients: Clients): Promise<SentTest> {
  const event = testEvent(testToken);
  const { detail } = event;
  const { Entries: [entry] = [] } = await clients.call(
    'events:PutEvents',
    clients.eventBridge.send(
      new PutEventsCommand({
        Entries: [{ Source: event.source, DetailType: event['detail-type'], Detail: JSON.stringify(detail) }],
      }),
    ),
  );
  if (!entry?.EventId) {
    throw new UserError(
      `EventBridge did not take the test event: ${entry?.ErrorCode}: ${entry?.ErrorMessage}`,
    );
  }
  const expected = audiences.map((audience) => expectedAlert(audience, event, clients));
  return { id: detail.id, audiences: await Promise.all(expected) };
}

function testEvent(token: string) {
  const detail: TestEventDetail = {
    marker: 'This is a test of ssm-session-notifier. No session was opened.',
    requestedBy: `${userName()}@${hostname()}`,
    time: new Date().toISOString(),
    id: randomUUID(),
    token,
  };
  return { source: TEST_EVENT_SOURCE, 'detail-type': TEST_EVENT_DETAIL_TYPE, detail };
}

/** Whether a rule with that pattern lets an event through. One without a pattern, or with one that is no JSON, does not. */
function passes(pattern: string | undefined, event: object): boolean {
  try {
    return pattern !== undefined && matchesRule(JSON.parse(pattern), event);
  } catch {
    return false;
  }
}

/** In a container, the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

async function expectedAlert(
  audience: DeployedAudience,
  event: object,
  clients: Clients,
): Promise<ExpectedAlert> {
  const { name, ruleName, topicArn } = audience;
  const [rule, subscribers] = await Promise.all([
    answered(
      clients.call(
        'events:DescribeRule',
        clients.eventBridge.send(new DescribeRuleCommand({ Name: ruleName })),
      ),
    ),
    answered(readSubscribers(clients, topicArn)),
  ]);
  return {
    audience: name,
    matched: rule && rule.State !== 'DISABLED' && passes(rule.EventPattern, event),
    buffered: gathersEvents(audience),
    readers: subscribers
      ?.filter(({ state }) => state === 'confirmed')
      .map(({ protocol, endpoint }) => ({ protocol, endpoint })),
  };
}

/** Makes the answer to a failed call undefined, because a check has reported the failure. */
async function answered<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
