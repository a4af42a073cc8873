import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { askForMfaCode } from '../../../cli/aws/mfa-code.ts';

const DEVICE = 'arn:aws:iam::111122223333:mfa/alice';

test('on a terminal, the code is asked for by the name of the device', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  stdin.write(' 123456 \n');

  const code = await askForMfaCode(DEVICE, { stdin, stderr });
  stderr.end();

  expect(code).toBe('123456');
  expect(await text(stderr)).toContain(`MFA code of ${DEVICE}: `);
});

test('the name of the device cannot control the terminal', async () => {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  stdin.write('123456\n');

  await askForMfaCode('mfa/\u001b[2Jalice', { stdin, stderr });
  stderr.end();

  expect(await text(stderr)).toContain('MFA code of mfa/\ufffd[2Jalice: ');
});

test('without a terminal, nobody is asked', async () => {
  const streams = { stdin: new PassThrough(), stderr: new PassThrough() };

  const code = askForMfaCode(DEVICE, streams);

  await expect(code).rejects.toThrow('there is no terminal to ask for it on');
});
