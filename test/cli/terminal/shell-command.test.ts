import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { shellCommand } from '../../../cli/terminal/shell-command.ts';

const QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/111122223333/failed';

test.each([
  ['an ARN', 'arn:aws:sns:eu-central-1:111122223333:session-alerts'],
  ['an address with a tag', 'first.last+alerts@example.com'],
  ['a phone number', '+15555550100'],
  ['the URL of a queue', QUEUE_URL],
  ['the name of a log group', '/aws/lambda/notify'],
])('%s is shown as it is, without quotes', (_kind, value) => {
  const command = shellCommand(['aws', '--name', { value, what: 'the name' }]);

  expect(command).toEqual({ line: `aws --name ${value}` });
});

describe('a command is left out, and the value named, where a value', () => {
  test.each([
    ['has a blank', 'two words'],
    ['is empty', ''],
    ['substitutes a command', '$(touch /tmp/x)'],
    ['substitutes a command in the old way', '`id`'],
    ['ends the command', "x';touch /tmp/x;'"],
    ['becomes a quote by normalisation', 'x＇;touch ／tmp／x;＇'],
    ['is an option', '--endpoint-url=http://192.0.2.1'],
    ['begins a new command in cmd', 'https://example.com/?a=b&calc'],
    ['is a variable of cmd', '%PATH%'],
    ['is a home folder', '~root'],
    ['has a line break', 'a\nid'],
    ['has a control character', 'a\u001b[2Jb'],
    ['is written from right to left', 'a\u202eb'],
    ['matches files', '*'],
    ['has a letter beyond ASCII', 'käse@example.com'],
  ])('%s', (_reason, value) => {
    const command = shellCommand(['aws', { value, what: 'the endpoint' }]);

    expect(command).toEqual({
      leftOut: 'No command is shown for this, because the endpoint has characters that a shell could act on.',
    });
  });
});

test('a word that was not declared as a value is checked, too', () => {
  const command = shellCommand(['aws', '--name', '$(id)']);

  expect(command).toHaveProperty('leftOut');
});

test('a shell reads what is written in the project as it was', () => {
  const literal = `{ $.level = "ERROR" && $.name = 'x' }`;

  const command = shellCommand(['printf', { literal: '%s|%s' }, { literal }, 'end']);

  const line = 'line' in command ? command.line : '';
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`${literal}|end`);
});
