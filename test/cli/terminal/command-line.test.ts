import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { awsCommand, commandLine } from '../../../cli/terminal/command-line.ts';

test('words that need no quotes have none', () => {
  const arn = 'arn:aws:sns:eu-central-1:111122223333:session-alerts';
  expect(awsCommand({ region: 'eu-central-1', profile: 'ops' }, 'sns', 'list', '--topic-arn', arn)).toBe(
    `aws sns list --topic-arn ${arn} --region eu-central-1 --profile ops`,
  );
});

test.each(['two words', '$(touch /tmp/x)', "it's; `id`", '', '{ $.level = "ERROR" }', 'a\nb', '~', '*'])(
  'a shell reads %j as it was',
  (word) => {
    const line = commandLine(['printf', '%s|%s', word, 'end']);
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`${word}|end`);
  },
);
