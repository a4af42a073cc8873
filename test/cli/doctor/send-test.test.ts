import { describe, expect, test } from '@jest/globals';
import { testTokenOf } from '../../../infra/test-token.ts';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../../lambda/domain/test-event.ts';
import type { Call } from '../../../stand-in/service.ts';
import { stackIdOf } from '../../aws/cloudformation.ts';
import { flat } from '../../support/in-process.ts';
import { doctor, each } from './examination.ts';

describe('--send-test', () => {
  test('puts one marked event on the bus, and says what should arrive where', async () => {
    const { status, stdout, deployment } = await doctor({ args: ['--send-test'] });

    const sent = deployment.services.EVENTBRIDGE.requests.filter(({ action }) => action === 'PutEvents');
    expect(sent).toEqual([
      {
        action: 'PutEvents',
        input: {
          Entries: [
            {
              Source: TEST_EVENT_SOURCE,
              DetailType: TEST_EVENT_DETAIL_TYPE,
              Detail: expect.any(String),
            },
          ],
        },
      },
    ]);
    const [{ Detail }] = (sent[0] as Call).input.Entries as [{ Detail: string }];
    const detail = JSON.parse(Detail);
    expect(detail).toEqual({
      marker: 'This is a test of ssm-session-notifier. No session was opened.',
      requestedBy: expect.stringMatching(/^\S+@\S+$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      token: testTokenOf(stackIdOf('SsmSessionNotifier')),
    });
    expect(stdout).toContain(`
All is well.

Test event ${detail.id} is on its way.

An alert that begins with TEST and holds this id should arrive within a minute
at
  email  everyone@example.com
  sms    +15555550100
  sqs    arn:aws:sqs:eu-central-1:111122223333:everyone
`);
    expect(status).toBe(0);
  });

  test('allows for the window in which events gather', async () => {
    const { status, stdout } = await doctor({ args: ['--send-test'], buffered: ['everyone'] });

    expect(flat(stdout)).toContain(
      'should arrive within a minute of the window in which events gather at email everyone@example.com',
    );
    expect(status).toBe(0);
  });

  test('says that a rule from before does not pass the event on', async () => {
    const { status, stdout } = await doctor({
      args: ['--send-test', '--audience', 'night'],
      audiences: ['everyone', 'night'],
      but: ({ rules }) => ({
        rules: each(rules, {
          EventPattern: '{"source":["aws.ssm"],"detail":{"eventSource":["ssm.amazonaws.com"]}}',
        }),
      }),
    });

    expect(flat(stdout)).toContain('All is well. Test event');
    expect(flat(stdout)).toContain(
      'is on its way. Nothing will arrive: the rule does not pass test events on. First deploy this version to eu-central-1: npx cdk deploy -c email=everyone@example.com',
    );
    expect(stdout).not.toContain('everyone: ');
    expect(status).toBe(1);
  });

  test('says why no event could be sent, after what was found', async () => {
    const { status, stdout } = await doctor({
      args: ['--send-test'],
      prepare: ({ services }) =>
        services.EVENTBRIDGE.failWhen(({ action }) =>
          action === 'PutEvents'
            ? { status: 400, code: 'AccessDeniedException', message: 'not authorized' }
            : undefined,
        ),
    });

    expect(flat(stdout)).toContain(
      'All is well. No test event was sent. These AWS credentials lack the permission events:PutEvents.',
    );
    expect(status).toBe(1);
  });
});
