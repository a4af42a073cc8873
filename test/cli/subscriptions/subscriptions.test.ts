import { describe, expect, test } from '@jest/globals';
import { main } from '../../../cli/subscriptions/main.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import type { StandIn } from '../../../stand-in/server.ts';
import {
  type CloudFormationOptions,
  type StandInResource,
  startCloudFormation,
} from '../../aws/cloudformation.ts';
import { type SnsAccount, type SnsAccountOptions, startSnsAccount } from '../../aws/sns/sns.ts';
import type { StandInSubscription } from '../../aws/sns/subscriptions.ts';
import { flat, runInProcess } from '../../support/in-process.ts';
import { type Run, runCli } from '../../support/run.ts';

const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:session-alerts';
const NIGHT_TOPIC = 'arn:aws:sns:eu-central-1:111122223333:night-alerts';
const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:alerts';

const ONE_AUDIENCE = stackWith([{ name: 'everyone', topicArn: TOPIC, functionName: 'notify' }]);
const TWO_AUDIENCES = stackWith([
  { name: 'everyone', topicArn: TOPIC },
  { name: 'night', topicArn: NIGHT_TOPIC },
]);

function stackWith(audiences: object, resources: readonly StandInResource[] = []): CloudFormationOptions {
  const outputs = { Audiences: JSON.stringify(audiences) };
  return { stacks: [{ name: 'SsmSessionNotifier', outputs, resources }] };
}

function subscription(
  endpoint: string,
  state: StandInSubscription['state'] = 'confirmed',
  { protocol = 'email', topicArn = TOPIC } = {},
): StandInSubscription {
  return { topicArn, protocol, endpoint, state, arn: `${topicArn}:of-${endpoint.replace(/\W/g, '-')}` };
}

interface Account {
  readonly sns: SnsAccount;
  readonly cloudFormation: StandIn;
  /** Runs the command in this account. */
  run(args: string, env?: Record<string, string>): Promise<Run>;
}

interface AccountOptions extends SnsAccountOptions {
  /** @default - one audience, "everyone" */
  readonly deployed?: CloudFormationOptions;
}

/** An account with its stack and its topics, for as long as `use` takes. */
async function inAccount(
  { deployed = ONE_AUDIENCE, ...options }: AccountOptions,
  use: (account: Account) => Promise<void>,
): Promise<void> {
  const sns = await startSnsAccount({ topics: [TOPIC, NIGHT_TOPIC], ...options });
  const cloudFormation = await startCloudFormation(deployed);
  const defaults = {
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const run = (args: string, env: Record<string, string> = {}) =>
    runInProcess(main, args.split(' '), { ...defaults, ...env });
  try {
    await use({ sns, cloudFormation, run });
  } finally {
    await Promise.all([sns.close(), cloudFormation.close()]);
  }
}

describe('list', () => {
  test('shows every endpoint with its state, aligned, and explains the states', () =>
    inAccount(
      {
        subscriptions: [
          subscription('security@example.com'),
          subscription('night@example.com', 'pending'),
          subscription(QUEUE, 'confirmed', { protocol: 'sqs' }),
          subscription('former@example.com', 'deleted'),
        ],
      },
      async ({ run }) => {
        expect(await run('list')).toEqual({
          status: 0,
          stderr: '',
          stdout: `Audience everyone in eu-central-1: 2 of 4 endpoints receive alerts
${TOPIC}

STATE      PROTOCOL  ENDPOINT
confirmed  email     security@example.com
pending    email     night@example.com
confirmed  sqs       ${QUEUE}
deleted    email     former@example.com

Pending: nothing arrives before the subscription is confirmed, within 2 days of
subscribing. SNS does not tell when that was. To have the confirmation sent
again, add the endpoint again.

Deleted: nothing arrives any more. SNS takes it off the list by itself.
`,
        });
      },
    ));

  test('reads more than one page', () =>
    inAccount(
      {
        subscriptions: Array.from({ length: 101 }, (_, index) => subscription(`reader-${index}@example.com`)),
      },
      async ({ run, sns }) => {
        const { stdout } = await run('list');

        expect(stdout).toContain('101 of 101 endpoints receive alerts');
        expect(stdout).toContain('reader-100@example.com');
        expect(sns.requests.map(({ action }) => action)).toEqual([
          'ListSubscriptionsByTopic',
          'ListSubscriptionsByTopic',
        ]);
      },
    ));

  test('shows all audiences, or the one asked for, and says when one has nobody', () =>
    inAccount(
      { deployed: TWO_AUDIENCES, subscriptions: [subscription('security@example.com')] },
      async ({ run }) => {
        expect((await run('list')).stdout).toMatch(
          /^Audience everyone .*: 1 of 1 endpoint receives alerts\n.*\nAudience night .*: nobody is subscribed\nAdd someone:\n {2}npm run subscriptions -- add email you@example.com --audience night/s,
        );
        expect((await run('list --audience night')).stdout).not.toContain('everyone');
      },
    ));

  test('prints JSON for machines', () =>
    inAccount(
      { subscriptions: [subscription('security@example.com'), subscription('night@example.com', 'pending')] },
      async ({ run }) => {
        expect(JSON.parse((await run('list --json')).stdout)).toEqual([
          {
            audience: 'everyone',
            topicArn: TOPIC,
            subscriptions: [
              {
                protocol: 'email',
                endpoint: 'security@example.com',
                state: 'confirmed',
                subscriptionArn: `${TOPIC}:of-security-example-com`,
              },
              { protocol: 'email', endpoint: 'night@example.com', state: 'pending' },
            ],
          },
        ]);
      },
    ));

  test('shows no endpoint in a way that takes over the terminal', () =>
    inAccount(
      {
        subscriptions: [subscription('\u001b[2J\u202eevil@example.com\nconfirmed  email  boss@example.com')],
      },
      async ({ run }) => {
        const { stdout } = await run('list');
        for (const hostile of ['\u001b', '\u202e', '\nconfirmed  email  boss'])
          expect(stdout).not.toContain(hostile);
        expect(stdout).toContain('evil@example.com confirmed email boss@example.com');
      },
    ));
});

describe('add', () => {
  test('explains how a mail subscription is protected from the links in its mails', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'Once the link is followed, anybody who has one of the mails can end the subscription, and so can a scanner that opens the links in it. To prevent that, do not follow the link but copy it, and confirm like this: npm run subscriptions -- confirm "LINK" --stack SsmSessionNotifier --region eu-central-1',
      );
    }));

  test('says of a number that it has opted out, and what it takes in the United States', () =>
    inAccount({ optedOutNumbers: ['+15555550100'] }, async ({ run }) => {
      const { stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain(
        'The number has opted out of text messages, by answering STOP: nothing arrives there. If its owner wants them again, opt it in, which is possible once in 30 days: aws sns opt-in-phone-number --phone-number +15555550100 --region eu-central-1',
      );
      expect(flat(stdout)).toContain(
        'A number in the United States is reached only from a toll-free number, a 10DLC number or a short code that the account owns',
      );
    }));

  test('says how the account sends text messages, unless it prefers a sure delivery', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('add sms +491705550100');

      expect(flat(stdout)).toContain(
        'To prefer a sure delivery, for all text messages of the account: aws sns set-sms-attributes --attributes DefaultSMSType=Transactional --region eu-central-1',
      );
      expect(stdout).not.toContain('United States');
    }));

  test('says nothing of what the account has set already', () =>
    inAccount({ smsAttributes: { DefaultSMSType: 'Transactional' } }, async ({ run }) => {
      const { stdout } = await run('add sms +491705550100');

      expect(stdout).not.toContain('promotional');
    }));

  test('prints of a confirmed queue once more what its policy needs', () =>
    inAccount({ subscriptions: [subscription(QUEUE, 'confirmed', { protocol: 'sqs' })] }, async ({ run }) => {
      const { stdout } = await run(`add sqs ${QUEUE}`);

      expect(flat(stdout)).toContain('and confirmed. Nothing was changed. The queue stays empty until');
      expect(flat(stdout)).toContain(
        'encrypted with the key that AWS manages, alias/aws/sqs, it gets nothing',
      );
    }));

  test('subscribes a mail address, and explains the mail and its two days', () =>
    inAccount({}, async ({ run, sns }) => {
      const { status, stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'email security@example.com is subscribed to audience everyone in eu-central-1, and pending: it has to confirm. SNS sends a mail with the subject "AWS Notification - Subscription Confirmation" and a link, valid for 2 days.',
      );
      expect(stdout).toContain('look in the spam');
      // A command, which begins with blanks, is on one line to be copied.
      const sentences = stdout.split('\n').filter((line) => !line.startsWith(' '));
      expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(80);
      expect(status).toBe(0);
      expect(sns.subscriptions).toMatchObject([
        { topicArn: TOPIC, protocol: 'email', endpoint: 'security@example.com' },
      ]);
    }));

  test.each([
    [
      true,
      'The account is in the SMS sandbox in eu-central-1: only verified numbers are reached.',
      'aws sns create-sms-sandbox-phone-number --phone-number +15555550100 --region eu-central-1\n',
    ],
    [false, 'The account is not in the SMS sandbox in eu-central-1.', '1 USD a month'],
  ])('says of a phone number whether the account is in the SMS sandbox: %s', (smsSandbox, ...claims) =>
    inAccount({ smsSandbox }, async ({ run }) => {
      const { status, stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain('sms +15555550100 is subscribed to audience everyone in eu-central-1.');
      for (const claim of claims) expect(`${flat(stdout)}\n${stdout}`).toContain(claim);
      expect(status).toBe(0);
    }),
  );

  test.each<[Fault, string]>([
    [
      { status: 403, code: 'AuthorizationError' },
      'These AWS credentials lack the permission sns:GetSMSSandboxAccountStatus.',
    ],
    [{ kind: 'empty' }, 'SNS did not say.'],
  ])('subscribes a phone number though nothing is known of the sandbox: %j', (fault, reason) =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) => (action.startsWith('GetSMS') ? fault : undefined));
      const { status, stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain(`Whether the account is in the SMS sandbox is not known. ${reason}`);
      expect(sns.subscriptions).toHaveLength(1);
      expect(status).toBe(0);
    }),
  );

  test.each([
    [
      `sqs ${QUEUE}`,
      `{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "${QUEUE}", "Condition": { "ArnEquals": { "aws:SourceArn": "${TOPIC}" } } }`,
    ],
    [
      'sqs arn:aws:sqs:eu-central-1:999988887777:alerts',
      'It belongs to another account, so SNS has sent it a SubscriptionConfirmation.',
    ],
    [
      'lambda arn:aws:lambda:eu-west-1:111122223333:function:alerts',
      `aws lambda add-permission --function-name arn:aws:lambda:eu-west-1:111122223333:function:alerts --statement-id sns-session-alerts --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn ${TOPIC} --region eu-west-1\n`,
    ],
    ['https https://alerts.example.com/sns', 'confirms by opening the SubscribeURL in it, within 2 days.'],
    ['email-json robot@example.com', 'a link, valid for 2 days.'],
    [
      'firehose arn:aws:firehose:eu-central-1:111122223333:deliverystream/alerts --role-arn arn:aws:iam::111122223333:role/alerts',
      'unless the role trusts sns.amazonaws.com',
    ],
  ])('%s: says what is left to do', (args, claim) =>
    inAccount({}, async ({ run, sns }) => {
      const { status, stdout } = await run(`add ${args}`);

      expect(`${flat(stdout)}\n${stdout}`).toContain(claim);
      expect(sns.subscriptions).toHaveLength(1);
      expect(status).toBe(0);
    }),
  );

  test('of a confirmed endpoint changes nothing', () =>
    inAccount({ subscriptions: [subscription('security@example.com')] }, async ({ run, sns }) => {
      const { status, stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'is already subscribed to audience everyone in eu-central-1, and confirmed.',
      );
      expect(sns.requests.map(({ action }) => action)).not.toContain('Subscribe');
      expect(status).toBe(0);
    }));

  test('of a pending endpoint has the confirmation sent again', () =>
    inAccount({ subscriptions: [subscription('night@example.com', 'pending')] }, async ({ run, sns }) => {
      const { stdout } = await run('add email night@example.com');

      expect(flat(stdout)).toContain(
        'is already subscribed to audience everyone in eu-central-1, and still pending.',
      );
      expect(sns.requests.at(-1)).toMatchObject({
        action: 'Subscribe',
        input: { Endpoint: 'night@example.com' },
      });
    }));

  test('of a deleted endpoint subscribes it anew', () =>
    inAccount({ subscriptions: [subscription('former@example.com', 'deleted')] }, async ({ run }) => {
      expect((await run('add email former@example.com')).stdout).toMatch(/^email \S+ is subscribed to/);
    }));

  test('asks which audience, and takes the one that is named', () =>
    inAccount({ deployed: TWO_AUDIENCES }, async ({ run, sns }) => {
      expect(await run('add email security@example.com')).toEqual({
        status: 2,
        stdout: '',
        stderr: 'error: There are several audiences: everyone, night. Choose one with --audience.\n',
      });
      await run('add email security@example.com --audience night');
      expect(sns.subscriptions.map(({ topicArn }) => topicArn)).toEqual([NIGHT_TOPIC]);
      expect((await run('add email security@example.com --audience day')).stderr).toBe(
        'error: There is no audience "day". There is: everyone, night.\n',
      );
    }));

  test('a malformed endpoint is misuse, found before AWS is asked', async () => {
    const { status, stdout, stderr } = await runCli('subscriptions', ['add', 'sms', '5550100']);

    expect(stderr).toMatch(/^error: "5550100" is not a phone number: /);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('http is refused, because it would carry alerts in the clear', async () => {
    const { status, stderr } = await runInProcess(main, ['add', 'http', 'http://alerts.example.com']);

    expect(stderr).toContain('in the clear: use https.');
    expect(status).toBe(2);
  });
});

describe('confirm', () => {
  const TOKEN = '2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92';
  const ALARM_TOPIC = 'arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-AlarmTopic';

  function linkOf(topicArn: string, token = TOKEN): string {
    return `https://sns.eu-central-1.amazonaws.com/confirmation.html?TopicArn=${topicArn}&Token=${token}&Endpoint=night@example.com`;
  }

  function pending(topicArn = TOPIC): StandInSubscription {
    return { ...subscription('night@example.com', 'pending', { topicArn }), token: TOKEN };
  }

  test.each([
    ['the link of a mail', linkOf(TOPIC)],
    [
      'a SubscribeURL',
      `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${TOKEN}`,
    ],
  ])('confirms with %s, so that only credentials can end the subscription', (_kind, link) =>
    inAccount({ subscriptions: [pending()] }, async ({ run, sns }) => {
      const { status, stdout } = await run(`confirm ${link}`);

      expect(flat(stdout)).toContain(
        'email night@example.com is confirmed, and receives the alerts of audience everyone in eu-central-1. The links in its mails do not end the subscription: only somebody with AWS credentials can',
      );
      expect(sns.subscriptions).toMatchObject([{ state: 'confirmed', authenticated: true }]);
      expect(status).toBe(0);
    }),
  );

  test('confirms the recipient of the alarms, whose topic is of the stack', () =>
    inAccount(
      {
        deployed: stackWith(
          [{ name: 'everyone', topicArn: TOPIC }],
          [{ logicalId: 'AlarmTopic', physicalId: ALARM_TOPIC, type: 'AWS::SNS::Topic' }],
        ),
        topics: [TOPIC, ALARM_TOPIC],
        subscriptions: [pending(ALARM_TOPIC)],
      },
      async ({ run }) => {
        const { stdout } = await run(`confirm ${linkOf(ALARM_TOPIC)}`);

        expect(flat(stdout)).toContain('receives the alarms of SsmSessionNotifier in eu-central-1.');
      },
    ));

  test('does not confirm for a topic that is not of the stack', () =>
    inAccount({ subscriptions: [pending(NIGHT_TOPIC)] }, async ({ run, sns }) => {
      const { status, stderr } = await run(`confirm ${linkOf(NIGHT_TOPIC)}`);

      expect(stderr).toContain(`The link is for the topic ${NIGHT_TOPIC}, which is not of the stack`);
      expect(sns.requests.map(({ action }) => action)).not.toContain('ConfirmSubscription');
      expect(status).toBe(2);
    }));

  test('says that a subscription which was confirmed by its link can still be ended by one', () =>
    inAccount({ subscriptions: [{ ...pending(), state: 'confirmed' }] }, async ({ run }) => {
      const { stdout } = await run(`confirm ${linkOf(TOPIC)}`);

      expect(flat(stdout)).toContain(
        'It had been confirmed by its link before, so anybody who has one of its mails can end it.',
      );
    }));

  test('says of a link that SNS does not take how to get a new one', () =>
    inAccount({ subscriptions: [pending()] }, async ({ run }) => {
      const { status, stdout, stderr } = await run(`confirm ${linkOf(TOPIC, TOKEN.replace('2', '3'))}`);

      expect(stderr).toMatch(/^error: SNS does not take this link\. It is valid for 2 days/);
      expect(stdout).toBe('');
      expect(status).toBe(1);
    }));

  test.each([
    ['the link that a shell has cut at the first &', linkOf(TOPIC).split('&')[0] ?? ''],
    ['a link to another host', linkOf(TOPIC).replace('sns.eu-central-1.amazonaws.com', 'sns.example.com')],
    ['a link without encryption', linkOf(TOPIC).replace('https:', 'http:')],
  ])('refuses %s as misuse, before AWS is asked', async (_kind, link) => {
    const { status, stderr } = await runInProcess(main, ['confirm', link]);

    expect(flat(stderr)).toContain('It is not the link of a confirmation');
    expect(status).toBe(2);
  });
});

describe('remove', () => {
  test.each([['security@example.com'], [`${TOPIC}:of-security-example-com`]])(
    'ends the subscription of %s, and reminds of the configuration',
    (subscriber) =>
      inAccount({ subscriptions: [subscription('security@example.com')] }, async ({ run, sns }) => {
        const { status, stdout } = await run(`remove ${subscriber}`);

        expect(flat(stdout)).toContain(
          'email security@example.com is no longer subscribed to audience everyone in eu-central-1. If notifier.config.ts names it, take it out there, too: a deployment does not subscribe it again as long as it stays as it is, but a new stack or a renamed audience would, and the doctor reports it as missing.',
        );
        expect(sns.subscriptions).toEqual([]);
        expect(status).toBe(0);
      }),
  );

  test.each<[StandInSubscription['state'], string]>([
    [
      'pending',
      'is pending, and SNS removes nothing that is not confirmed. It goes away by itself, 48 hours',
    ],
    ['deleted', 'is deleted already.'],
  ])('explains why what is %s cannot be removed', (state, claim) =>
    inAccount({ subscriptions: [subscription('night@example.com', state)] }, async ({ run, sns }) => {
      const { status, stdout, stderr } = await run('remove night@example.com');

      expect(flat(stderr)).toContain(`error: night@example.com ${claim}`);
      expect(sns.subscriptions).toHaveLength(1);
      expect(stdout).toBe('');
      expect(status).toBe(1);
    }),
  );

  test('says that nobody by that name is subscribed', () =>
    inAccount({}, async ({ run }) => {
      expect(await run('remove who@example.com')).toMatchObject({
        status: 1,
        stderr: 'error: who@example.com is not subscribed here: "list" shows who is.\n',
      });
    }));

  test('asks which one, when the endpoint is subscribed twice', () =>
    inAccount(
      {
        deployed: TWO_AUDIENCES,
        subscriptions: [
          subscription('security@example.com'),
          subscription('security@example.com', 'confirmed', { topicArn: NIGHT_TOPIC }),
        ],
      },
      async ({ run, sns }) => {
        const { status, stderr } = await run('remove security@example.com');

        expect(stderr).toContain(`\n  night: email, ${NIGHT_TOPIC}:of-security-example-com\n`);
        expect(sns.subscriptions).toHaveLength(2);
        expect(status).toBe(2);

        await run('remove security@example.com --audience night');
        expect(sns.subscriptions.map(({ topicArn }) => topicArn)).toEqual([TOPIC]);
      },
    ));
});

describe('what goes wrong is said in plain words', () => {
  type Row = readonly [claim: string, status: number, env: Record<string, string>, problem: string];

  test.each<Row>([
    [
      'no credentials',
      2,
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true', HOME: '/none' },
      'No AWS credentials: Could not load credentials from any providers. Sign in, for example with "aws sso login", or choose a profile with --profile or the variable AWS_PROFILE.',
    ],
    ['no region', 2, { AWS_REGION: '', HOME: '/none' }, 'No AWS region is set. Choose one with --region'],
    [
      'what is no region',
      2,
      { AWS_REGION: 'eu central' },
      '"eu central" is not a region, such as eu-central-1.',
    ],
  ])('%s', (_claim, expectedStatus, env, problem) =>
    inAccount({}, async ({ run }) => {
      const { status, stdout, stderr } = await run('list', env);

      expect(flat(stderr)).toContain(`error: ${problem}`);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(stdout).toBe('');
      expect(status).toBe(expectedStatus);
    }),
  );

  // In a process of its own, because Jest's errors are not those that the SDK looks for.
  test('a service that cannot be reached is a failure, and said without a trace', async () => {
    const { status, stdout, stderr } = await runCli('subscriptions', ['list'], {
      env: {
        AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:1',
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
      },
    });

    expect(stderr).toBe(
      'error: Cannot reach AWS in eu-central-1: connect ECONNREFUSED 127.0.0.1:1. Is that a region, and is this machine online?\n',
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('a permission that SNS misses is named', () =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) =>
        action === 'Subscribe' ? { status: 403, code: 'AuthorizationError', message: 'No.' } : undefined,
      );
      expect((await run('add email security@example.com')).stderr).toBe(
        'error: These AWS credentials lack the permission sns:Subscribe. AWS says: No.\n',
      );
    }));

  test.each([
    ['Subscribe', 'add email security@example.com', 'SNS did not say what became of the subscription'],
    ['ListSubscriptionsByTopic', 'list', 'SNS did not say who is subscribed.'],
  ])('an answer that says nothing is not taken for a success: %s', (silent, args, problem) =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) => (action === silent ? { kind: 'empty' } : undefined));
      const { status, stdout, stderr } = await run(args);

      expect(stdout).toBe('');
      expect(status).toBe(1);
      expect(flat(stderr)).toContain(problem);
    }),
  );

  test('a stack that is not there: where was looked, and how to look elsewhere', () =>
    inAccount({ deployed: {} }, async ({ run }) => {
      expect(flat((await run('list')).stderr)).toContain(
        'error: There is no stack SsmSessionNotifier in eu-central-1. If it is deployed elsewhere, choose that with --region, --profile or --stack; otherwise deploy it with "npx cdk deploy".',
      );
      expect((await run('list --region eu-west-3 --stack Other')).stderr).toContain(
        'There is no stack Other in eu-west-3.',
      );
    }));

  test.each([
    ['of another kind', { outputs: { TopicArn: TOPIC } }],
    ['whose topic is none', { outputs: { Audiences: '[{"name": "x", "topicArn": "$(reboot)"}]' } }],
  ])('a stack %s', (_claim, stack) =>
    inAccount({ deployed: { stacks: [{ name: 'SsmSessionNotifier', ...stack }] } }, async ({ run }) => {
      const { status, stderr } = await run('list');

      expect(flat(stderr)).toContain('in eu-central-1 (CREATE_COMPLETE) has no usable output "Audiences"');
      expect(status).toBe(1);
    }),
  );
});

describe('hostile names of what is deployed', () => {
  const HOSTILE = 'evil\u001b[2J\u202e＇;touch ／tmp／x;＇';

  test('cannot control the terminal through a message', () =>
    inAccount({ deployed: stackWith([{ name: HOSTILE, topicArn: TOPIC }]) }, async ({ run }) => {
      const { stderr } = await run('list --audience day');

      expect(stderr).toMatch(/^error: There is no audience "day"\. There is: evil\ufffd\[2J/);
      expect(stderr).not.toMatch(UNPRINTABLE);
    }));

  test('cannot control the terminal through JSON', () =>
    inAccount(
      { deployed: stackWith([{ name: HOSTILE, topicArn: TOPIC }]), subscriptions: [subscription(HOSTILE)] },
      async ({ run }) => {
        const { stdout } = await run('list --json');

        const [audience] = JSON.parse(stdout);
        expect(audience.audience).not.toMatch(UNPRINTABLE);
        expect(audience.subscriptions[0].endpoint).not.toMatch(UNPRINTABLE);
      },
    ));
});

/** Controls, and marks that change the direction of writing. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}]/u;

describe('the command line', () => {
  test('the region may come from AWS_DEFAULT_REGION, as for the AWS CLI', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('list', { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-central-1' });

      expect(stdout).toContain('Audience everyone in eu-central-1');
    }));

  test('--help explains the commands, with examples and the exit status', async () => {
    const { status, stdout } = await runInProcess(main, ['--help']);

    expect(stdout).toContain('npm run subscriptions -- add email security@example.com');
    expect(stdout).toContain('Exit status: 0 done, 1 failed, 2 misused.');
    expect(status).toBe(0);
  });

  test('add --help shows the common options too', async () => {
    const { stdout } = await runInProcess(main, ['add', '--help']);

    expect(stdout).toMatch(/--role-arn.*--region/s);
  });

  test.each([[[]], [['add', 'email']]])('%j is misuse', async (args) => {
    const { status, stdout, stderr } = await runInProcess(main, args);

    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^(error|Usage): /);
  });
});
