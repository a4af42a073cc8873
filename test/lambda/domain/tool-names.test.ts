import { describe, expect, test } from '@jest/globals';
import { isToolName } from '../../../lambda/domain/tool-names.ts';

describe('the name of a role session', () => {
  test.each([
    'botocore-session-1780387000',
    'AWS-CLI-session-1523566057',
    'AWSCLI-Session',
    'awscli',
    'aws-sdk-js-1780387000123',
    'aws-sdk-js-session-1780387000123',
    'aws-sdk-java-1780387000123',
    'aws-sdk-php-1780387000',
    'aws-go-sdk-1780387000123456789',
    'aws-dotnet-sdk-session-636238288466144357',
    'AssumeRoleSession1',
    'default_session',
    'okta-aws-cli-1780387000',
    'assume-role-provider-1780387000123',
    'assume-role-from-profile-1780387000123',
    'assumed-from-leapp',
    '1780387000',
    '1780387000123',
    '1780387000.123456',
    '1234567890123456789',
    '20260602T080130Z',
    '2026-06-02T08-01-30',
    'i-0123456789abcdef0',
    'mi-0123456789abcdef0',
    '0123456789abcdef0123456789abcdef',
    '4002c38e-ef97-2d1e-34aa-fc23a6cb4d6f',
    'ecs-execute-command',
    'eks-prod-debugger-4002c38e-ef97-2d1e-34aa-fc23a6cb4d6f',
    'GitHubActions',
    'GitLabRunner-4711-815',
    'terraform',
    'terraform-run-x7Yz',
    'AWSCodeBuild-4002c38e-ef97-2d1e-34aa-fc23a6cb4d6f',
    'AWSCloudFormation',
    'GlueJobRunnerSession',
  ])('%s was made by a tool', (name) => {
    expect(isToolName(name)).toBe(true);
  });

  test.each([
    'freja',
    'nadia@example.com',
    'mai.le',
    'botocore-session',
    'i-robot',
    'ida',
    'abe',
    'e1234567',
    '12345678',
    'github',
    'terry-forman',
    'cody.build',
    'kim-1780387000',
    'root',
    '',
    '1'.repeat(65),
  ])('%s may be that of a person', (name) => {
    expect(isToolName(name)).toBe(false);
  });
});
