import { describe, expect, test } from '@jest/globals';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import type { NotifierConfig } from '../../infra/config/config.ts';
import type { AudienceOutput } from '../../infra/outputs.ts';
import { codes, page, rows, section } from '../support/markdown.ts';
import { synthesiseStack } from '../support/synthesise.ts';
import { doneBefore, type Fate, fates } from '../support/template-update.ts';

const BUFFERED: NotifierConfig = { delivery: { mode: 'buffered', windowSeconds: 60 } };
const DRAINING: NotifierConfig = { delivery: { mode: 'direct', drainBuffer: true } };
const audiences = (...all: object[]): NotifierConfig => ({ audiences: all }) as NotifierConfig;

interface Change {
  readonly from: NotifierConfig;
  readonly to: NotifierConfig;
  /** What was given on the command line the first time, and not again. */
  readonly once?: Readonly<Record<string, string>>;
  /** What becomes of the resources of a type, whatever their order. */
  readonly topics?: readonly Fate[];
  readonly subscriptions?: readonly Fate[];
  readonly queues?: readonly Fate[];
  readonly rules?: readonly Fate[];
  readonly tables?: readonly Fate[];
}

const READER = { email: ['you@example.com'] };

/** Of an audience and of the alarms. */
const TWO_TOPICS = ['kept', 'kept'] as const;
const TWO_QUEUES = ['kept', 'kept'] as const;

/** By what stands in the first column of the table. */
const CHANGES: Readonly<Record<string, Change>> = {
  'one less in subscribers': {
    from: audiences({ name: 'x', subscribers: READER }),
    to: audiences({ name: 'x' }),
    topics: TWO_TOPICS,
    subscriptions: ['deleted'],
    queues: TWO_QUEUES,
  },
  'no more -c email=…': {
    from: {},
    once: { email: 'you@example.com', alarms: 'ops@example.com' },
    to: {},
    topics: TWO_TOPICS,
    subscriptions: ['left', 'left'],
    queues: TWO_QUEUES,
  },
  'other displayName, filter, lookups and settings like these': {
    from: audiences({ name: 'x', subscribers: READER }),
    to: {
      accountNames: { '123456789012': 'prod' },
      lookups: false,
      ...audiences({ name: 'x', displayName: 'y', subscribers: READER, filter: { actions: ['start'] } }),
    },
    topics: TWO_TOPICS,
    subscriptions: ['kept'],
    queues: TWO_QUEUES,
    rules: ['kept'],
  },
  'another kmsKeyArn': {
    from: audiences({ name: 'x', subscribers: READER }),
    to: {
      kmsKeyArn: 'mrk-0a1b2c3d1a2b3c4d5e6f0a1b2c3d4e5f',
      ...audiences({ name: 'x', subscribers: READER }),
    },
    topics: TWO_TOPICS,
    subscriptions: ['kept'],
  },
  'another name, with the old one as id': {
    from: audiences({ name: 'x', subscribers: READER }),
    to: audiences({ name: 'y', id: 'x', subscribers: READER }),
    topics: TWO_TOPICS,
    subscriptions: ['kept'],
    queues: TWO_QUEUES,
    rules: ['kept'],
  },
  'another name, without id': {
    from: audiences({ name: 'x', subscribers: READER }),
    to: audiences({ name: 'y', subscribers: READER }),
    topics: ['kept', 'deleted', 'created'],
    subscriptions: ['deleted', 'created'],
    queues: ['left', 'left', 'created', 'created'],
    rules: ['deleted', 'created'],
  },
  'one less in audiences': {
    from: audiences({ name: 'x', subscribers: READER }, { name: 'y', subscribers: READER }),
    to: audiences({ name: 'x', subscribers: READER }),
    topics: ['kept', 'kept', 'deleted'],
    subscriptions: ['kept', 'deleted'],
    queues: ['kept', 'kept', 'left', 'left'],
    rules: ['kept', 'deleted'],
  },
  'from direct to buffered delivery': {
    from: {},
    to: BUFFERED,
    topics: TWO_TOPICS,
    queues: ['kept', 'kept', 'created', 'created'],
    rules: ['kept'],
  },
  'from buffered to direct delivery, with drainBuffer': {
    from: BUFFERED,
    to: DRAINING,
    topics: TWO_TOPICS,
    queues: ['kept', 'kept', 'kept', 'kept'],
    rules: ['kept'],
  },
  'no more drainBuffer': {
    from: DRAINING,
    to: {},
    topics: TWO_TOPICS,
    queues: ['kept', 'kept', 'left', 'left'],
    rules: ['kept'],
  },
  'no more deduplicate': {
    from: { deduplicate: true },
    to: {},
    topics: TWO_TOPICS,
    queues: TWO_QUEUES,
    tables: ['deleted'],
  },
  'other recipients in alarms': {
    from: { alarms: { email: 'ops@example.com' } },
    to: { alarms: { email: ['night@example.com'] } },
    topics: TWO_TOPICS,
    subscriptions: ['deleted', 'created'],
  },
};

const TYPES = {
  topics: 'AWS::SNS::Topic',
  subscriptions: 'AWS::SNS::Subscription',
  queues: 'AWS::SQS::Queue',
  rules: 'AWS::Events::Rule',
  tables: 'AWS::DynamoDB::Table',
} as const;

const CLAIMS = Object.entries(CHANGES).flatMap(([name, { from, to, once = {}, ...expected }]) => {
  const before = synthesiseStack(from, once).template;
  const after = synthesiseStack(to).template;
  return Object.entries(expected).map(([kind, all]) => ({
    name,
    kind,
    all: [...all].sort(),
    found: Object.values(fates(before, after, TYPES[kind as keyof typeof TYPES])).sort(),
  }));
});

test.each(CLAIMS)('a change of $name: the $kind are $all', ({ found, all }) => {
  expect(found).toEqual(all);
});

test('every row of the table about changes has its test, and every test a row', () => {
  const table = section(page('docs/reliability.md'), 'What happens when you change the config');
  const named = rows(table).map(([change = '']) => change.replaceAll('`', ''));

  expect(named.sort()).toEqual(
    [...Object.keys(CHANGES), 'the stack deleted', 'from buffered to direct delivery, at once'].sort(),
  );
});

test('the table names settings as the config does', () => {
  const table = section(page('docs/reliability.md'), 'What happens when you change the config');

  expect(codes(table)).toEqual(expect.arrayContaining(['drainBuffer', 'deduplicate', 'kmsKeyArn']));
});

describe('when the stack is deleted', () => {
  const { template } = synthesiseStack(BUFFERED, { email: 'you@example.com' });

  test('every queue stays with what it holds', () => {
    template.allResources('AWS::SQS::Queue', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  test('the topics go', () => {
    template.allResources('AWS::SNS::Topic', { DeletionPolicy: Match.absent() });
  });
});

describe('the way of an event is complete before the rule sends any on it', () => {
  const ruleOf = (template: Template) => Object.keys(template.findResources('AWS::Events::Rule'))[0] ?? '';
  const idsOf = (template: Template, type: string) => Object.keys(template.findResources(type));

  test.each<[string, NotifierConfig, string]>([
    ['the permission to invoke the function', {}, 'AWS::Lambda::Permission'],
    ['the place for what the function cannot send', {}, 'AWS::Lambda::EventInvokeConfig'],
    ['the rights of the function', {}, 'AWS::IAM::Policy'],
    ['the policy of the buffer', BUFFERED, 'AWS::SQS::QueuePolicy'],
    ['the reader of the buffer', BUFFERED, 'AWS::Lambda::EventSourceMapping'],
    ['the permission to invoke the function, and not the buffer', DRAINING, 'AWS::Lambda::Permission'],
  ])('%s', (_, config, type) => {
    const { template } = synthesiseStack(config);
    const before = doneBefore(template, ruleOf(template));

    expect(idsOf(template, type).filter((id) => before.has(id))).not.toEqual([]);
  });

  test.each<[string, NotifierConfig, (policy: unknown) => boolean]>([
    [
      'the dead-letter queue, in direct delivery',
      {},
      (policy) => /TheRuleSends/.test(JSON.stringify(policy)),
    ],
    [
      'the dead-letter queue and the buffer',
      BUFFERED,
      (policy) => /TheRuleSends/.test(JSON.stringify(policy)),
    ],
  ])('every policy that lets it fill a queue: %s', (_, config, isAboutTheRule) => {
    const { template } = synthesiseStack(config);
    const before = doneBefore(template, ruleOf(template));
    const policies = Object.entries(template.findResources('AWS::SQS::QueuePolicy'));

    expect(policies.filter(([id, policy]) => isAboutTheRule(policy) && !before.has(id))).toEqual([]);
  });

  test('the function may read the buffer before it is made its reader', () => {
    const { template } = synthesiseStack(BUFFERED);
    const [mapping = ''] = idsOf(template, 'AWS::Lambda::EventSourceMapping');
    const reading = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([, policy]) =>
      JSON.stringify(policy).includes('sqs:ReceiveMessage'),
    );

    expect(reading.map(([id]) => doneBefore(template, mapping).has(id))).toEqual([true]);
  });

  test('nothing waits for the rule but what shows and watches it', () => {
    const { template } = synthesiseStack(BUFFERED);
    const { Resources: resources } = template.toJSON();
    const rule = ruleOf(template);

    const waiting = Object.keys(resources).filter((id) => doneBefore(template, id).has(rule));

    expect(new Set(waiting.map((id) => resources[id].Type))).toEqual(new Set(['AWS::CloudWatch::Alarm']));
  });
});

describe('while a buffer is drained', () => {
  const { template, notifier, resolve } = synthesiseStack(DRAINING);
  const { buffer, notify } = notifier('everyone');

  test('the rule invokes the function', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ Arn: resolve(notify.functionArn) })],
    });
  });

  test('the function reads the buffer', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: resolve(buffer?.queue.queueArn),
      FunctionName: resolve(notify.functionName),
    });
  });

  test('the rule may still fill it, until EventBridge knows of the change everywhere', () => {
    const policies = template.findResources('AWS::SQS::QueuePolicy', {
      Properties: { Queues: [resolve(buffer?.queue.queueUrl)] },
    });

    expect(JSON.stringify(policies)).toContain('TheRuleSends');
  });

  test('an alarm watches how long events wait in it', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: resolve(buffer?.queue.queueName) }],
    });
  });

  test('the outputs name it', () => {
    template.hasOutput('EveryoneBufferUrl', { Value: resolve(buffer?.queue.queueUrl) });
  });

  test('the function has as long as a batch takes', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 60, MemorySize: 512 });
  });
});

describe('where the last deployment is known', () => {
  const deployed = (name: string, more: object = {}) => [
    {
      ...{ name, topicArn: 'arn:aws:sns:eu-central-1:111122223333:t', functionName: 'f', ruleName: 'r' },
      ...{ deadLetterQueueUrl: 'https://d', failureQueueUrl: 'https://q', alarms: 10 },
      ...more,
    } satisfies AudienceOutput,
  ];

  test('an audience that is missing earns a warning, with the id that would keep it', () => {
    const { stack } = synthesiseStack(audiences({ name: 'database' }), {}, deployed('dba'));

    Annotations.fromStack(stack).hasWarning(
      '/Test',
      Match.stringLikeRegexp(
        '^The audience "dba" of the last deployment is missing: its topic and its subscriptions would be deleted; .* id: \'dba\'',
      ),
    );
  });

  test('one that has another name and the same id earns none', () => {
    const { stack } = synthesiseStack(audiences({ name: 'database', id: 'dba' }), {}, deployed('dba'));

    Annotations.fromStack(stack).hasNoWarning('/Test', Match.anyValue());
  });

  test('a filled buffer that nothing would read is an error, which says how to deploy twice', () => {
    const { stack } = synthesiseStack({}, {}, deployed('everyone', { bufferUrl: 'https://b' }));

    Annotations.fromStack(stack).hasError(
      '/Test',
      Match.stringLikeRegexp('Deploy twice: .* drainBuffer: true'),
    );
  });

  test.each<[string, NotifierConfig, object]>([
    ['that is read', DRAINING, { bufferUrl: 'https://b' }],
    ['that is filled', BUFFERED, { bufferUrl: 'https://b' }],
    ['that was drained', {}, { bufferUrl: 'https://b', drainsBuffer: true }],
  ])('a buffer %s is none', (_, config, more) => {
    const { stack } = synthesiseStack(config, {}, deployed('everyone', more));

    Annotations.fromStack(stack).hasNoError('/Test', Match.anyValue());
  });
});
