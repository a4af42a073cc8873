import { describe, expect, test } from '@jest/globals';
import { defang } from '../../../lambda/text/defang.ts';

describe('a link is dead:', () => {
  test.each([
    ['https://evil.zone', 'https[:]//evil[.]zone'],
    ['HTTP://EVIL.EXAMPLE', 'HTTP[:]//EVIL[.]EXAMPLE'],
    ['evil.com', 'evil[.]com'],
    ['evil.com.', 'evil[.]com.'],
    ['(evil.com)', '(evil[.]com)'],
    ['go to evil.pizza now', 'go to evil[.]pizza now'],
    ['evil.com.com', 'evil[.]com[.]com'],
    ['evil.co.uk', 'evil[.]co[.]uk'],
    ['evil.com.html', 'evil[.]com[.]html'],
    ['evil.academy', 'evil[.]academy'],
    ['evil.xn--p1ai', 'evil[.]xn--p1ai'],
    ['пример.рф', 'пример[.]рф'],
    ['evil.中国', 'evil[.]中国'],
    ['x.vermögensberatung', 'x[.]vermögensberatung'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['www.evil.nowhere', 'www[.]evil.nowhere'],
    ['ftp.evil.nowhere', 'ftp[.]evil.nowhere'],
    ['@evil.com', '@evil[.]com'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });
});

describe('a mail address with an underscore beside a dot, which a chat shows as another character, is none:', () => {
  test.each([
    ['_.com@evil.org', '_[.]com@evil[.]org'],
    ['x_.com@evil.org', 'x_[.]com@evil[.]org'],
    ['freja_.@evil.org', 'freja_.@evil[.]org'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });

  test('while one inside a word is part of the address', () => {
    expect(defang('freja_o+ops.hara@example.org', 'kept')).toBe('freja_o+ops.hara@example.org');
  });
});

describe('a domain ends at any character that is none:', () => {
  test.each([
    ['evil.com_x', 'evil[.]com_x'],
    ['evil.com-x', 'evil[.]com-x'],
    ['evil.com中', 'evil[.]com中'],
    ['evil.comé', 'evil[.]comé'],
    ['evil.com\ufffdx', 'evil[.]com\ufffdx'],
    ['evil.com?x', 'evil[.]com?x'],
    ['evil.com,x', 'evil[.]com,x'],
    ['💩.la', '💩[.]la'],
    ['??.com', '??[.]com'],
    ['x=evil.com;', 'x=evil[.]com;'],
    ['evil..com', 'evil[..]com'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });
});

describe('an address with a path or a port is a link, whatever its domain ends in:', () => {
  test.each([
    ['bit.ly/3aBcDeF', 'bit[.]ly/3aBcDeF'],
    ['db.internal/x', 'db[.]internal/x'],
    ['db.internal:5432', 'db[.]internal:5432'],
    ['10.0.0.1/x', '10[.]0[.]0[.]1/x'],
    ['〡10.0.0.1/x', '〡10[.]0[.]0[.]1/x'],
    ['_10.0.0.1/x', '_10[.]0[.]0[.]1/x'],
    ['10.0.0.1:8080', '10[.]0[.]0[.]1:8080'],
    [String.raw`\\host\share`, String.raw`[\\]host\share`],
    [String.raw`(\\10.0.0.1\c$`, String.raw`([\\]10[.]0[.]0[.]1\c$`],
    ['//db.internal', '//db[.]internal'],
    ['http://10.0.0.1', 'http[:]//10[.]0[.]0[.]1'],
    ['file:host', 'file[:]host'],
    ['file:///etc/passwd', 'file[:]///etc/passwd'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });
});

describe('a name before an @ is no excuse:', () => {
  test.each([
    ['x@evil.com/path', 'x@evil[.]com/path'],
    ['x@evil.com:8080', 'x@evil[.]com:8080'],
    ['evil.com@x', 'evil[.]com@x'],
    ['_@evil.com', '_@evil[.]com'],
    ['evil.com@x.nowhere', 'evil[.]com@x.nowhere'],
    ['evil.com@/login', 'evil[.]com@/login'],
    ['日@evil.com', '日@evil[.]com'],
    ['evil.com@x.xn--p1ai', 'evil[.]com@x[.]xn--p1ai'],
    ['a@b@evil.com', 'a@b@evil[.]com'],
    ['mailto:x@y', 'mailto[:]x@y'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });

  test('and in free text a mail address is none either', () => {
    expect(defang('write to x@evil.com', 'defanged')).toBe('write to x@evil[.]com');
    expect(defang('x@here.com', 'defanged')).toBe('x[@]here[.]com');
  });
});

describe('everybody in a channel is not mentioned, whatever precedes the mention:', () => {
  test.each([
    ['@here', '[@]here'],
    ['x@here', 'x[@]here'],
    ['-@channel', '-[@]channel'],
    ['é@everyone!', 'é[@]everyone!'],
    ['@HERE.', '[@]HERE.'],
    ['@here_', '[@]here_'],
  ])('%s', (text, expected) => {
    expect(defang(text, 'kept')).toBe(expected);
  });
});

describe('what is no link stays as it is:', () => {
  test.each([
    ['mai.le'],
    ['mai.le-abcdefghjk23456789mnpqrstu'],
    ['first.last'],
    ['first.last#8cc912'],
    ['alice@example.org#8cc912'],
    ['alice@example.org'],
    ['alice@example.org.'],
    ['alice@example.org-0a1b2c3d4e5f67890'],
    ['mary-ann.o-hara@ops-team.example.com'],
    ['arn:aws:sts::123456789012:assumed-role/Ops/alice@example.org'],
    ['jane@here.com'],
    ['ssm.amazonaws.com'],
    ['203.0.113.77'],
    ['version 2.31 of 10.0.0.1'],
    ['aws-cli/2.31.4 md/awscrt#0.27.6 md/command#ssm.start-session'],
    ['tail -f /var/log/app.log'],
    ['/etc/nginx/conf.d/default'],
    ['~/.ssh/config'],
    ['2001:db8::1'],
    ['data: none, file: none'],
    [String.raw`C:\Users\x`],
  ])('%s', (text) => {
    expect(defang(text, 'kept')).toBe(text);
  });
});
