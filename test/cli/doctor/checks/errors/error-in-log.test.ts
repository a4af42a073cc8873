import { expect, test } from '@jest/globals';
import { errorInLog } from '../../../../../cli/doctor/checks/errors/error-in-log.ts';

test.each<[string, string | undefined, string]>([
  [
    'an error beside the message',
    '{"level":"ERROR","errorType":"PublishError","errorMessage":"No topic.","message":"Invoke Error"}',
    'PublishError: No topic.',
  ],
  [
    'an error in the place of the message',
    '{"level":"ERROR","message":{"errorType":"TypeError","errorMessage":"x is not a function"}}',
    'TypeError: x is not a function.',
  ],
  [
    'an error of a minified class that has a name of its own',
    '{"level":"ERROR","errorType":"Es","errorMessage":"No topic.","name":"PublishError","message":"Invoke Error"}',
    'PublishError: No topic.',
  ],
  [
    'the same in the place of the message',
    '{"level":"ERROR","message":{"errorType":"Es","errorMessage":"No topic.","name":"PublishError"}}',
    'PublishError: No topic.',
  ],
  [
    'the same at the end of the message',
    String.raw`{"level":"ERROR","errorType":"Es","errorMessage":"No topic.","message":"Invoke Error \t{\"errorType\":\"Es\",\"errorMessage\":\"No topic.\",\"name\":\"PublishError\"}"}`,
    'PublishError: No topic.',
  ],
  [
    'an error of a minified class without another name',
    '{"level":"ERROR","errorType":"Es","errorMessage":"No topic."}',
    'No topic.',
  ],
  [
    'an error that the function wrote',
    '{"level":"ERROR","message":{"message":"not published","eventIds":["1"],"error":"PublishError: No topic."}}',
    'PublishError: No topic.',
  ],
  ['an error without a type', '{"level":"ERROR","errorMessage":"No topic."}', 'No topic.'],
  ['a message', '{"level":"ERROR","message":"It broke"}', 'It broke.'],
  ['a run out of time', '{"type":"platform.report","record":{"status":"timeout"}}', 'it ran out of time.'],
  ['a run of another end', '{"type":"platform.report","record":{"status":"odd"}}', 'Lambda reports odd.'],
  ['an entry that is no JSON', 'Task timed out', 'Task timed out.'],
  ['an empty entry', '', 'the log does not say which.'],
  ['no entry', undefined, 'the log does not say which.'],
])('%s is shown', (_, entry, shown) => {
  expect(errorInLog(entry)).toBe(shown);
});

test('a long one is cut', () => {
  const shown = errorInLog(JSON.stringify({ message: 'long '.repeat(1000) }));
  expect(shown).toHaveLength(300);
  expect(shown).toMatch(/…$/);
});
