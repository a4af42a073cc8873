/**
 * Names that tools give to the sessions of a role where nobody chooses one. No person is called so, so none of them says who
 * acted. Each row is a default that is published with its tool; a name that a person could bear is not listed.
 */
const TOOL_NAMES: readonly (readonly [pattern: RegExp, maker: string])[] = [
  [/^botocore-session-.+$/, 'AWS CLI, Boto3'],
  [/^aws-cli-session-.+$/, 'older AWS CLI'],
  [/^awscli(?:-session.*)?$/, 'examples of the AWS CLI'],
  [/^aws-sdk-[a-z0-9]+(?:-.+)?$/, 'AWS SDKs for JavaScript, Java, PHP, Kotlin …'],
  [/^aws-go-sdk(?:-.+)?$/, 'AWS SDK for Go, Terraform'],
  [/^aws-dotnet-sdk(?:-.+)?$/, 'AWS SDK for .NET, Tools for PowerShell'],
  [/^(?:default_session|web-identity-token.*|assume-?role-?session.*|web-?identity-?session.*)$/, 'AWS SDKs'],
  [/^assume-role-(?:provider|from-profile)-\d+$/, 'AWS SDK for Rust'],
  [/^assumed-from-leapp$/, 'Leapp'],
  [/^okta-aws-cli(?:-.*)?$/, 'Okta'],
  // In seconds, milliseconds or nanoseconds; CloudShell's number has 19 digits, like that of aws-vault and of the first SDK for Go.
  [/^\d{10,}(?:[.-]\d+)?$/, 'time stamps and numbers'],
  [/^\d{4}-?\d{2}-?\d{2}t\d{2}[-.]?\d{2}[-.]?\d{2}.*$/, 'time stamps'],
  [/^m?i-[0-9a-f]+$/, 'EC2 and Systems Manager, after the machine'],
  [/^[0-9a-f]{32}$/, 'ECS, after the task'],
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'random UUIDs'],
  [/^ecs-execute-command$/, 'ECS Exec'],
  [/^eks-.+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'EKS Pod Identity'],
  [/^github-?actions(?:-\d+)?$/, 'configure-aws-credentials'],
  [/^gitlabrunner(?:-\d+)*$/, 'GitLab'],
  [/^(?:terraform|tfc|hcp-terraform)(?:-(?:run|session|cloud|\d).*)?$/, 'Terraform'],
  [/^(?:aws)?codebuild(?:-.*)?$/, 'CodeBuild'],
  [/^(?:aws)?cloudformation$/, 'CloudFormation'],
  [/^gluejobrunnersession$/, 'Glue'],
  [/^sagemaker$/, 'SageMaker'],
];

/** Session Manager and STS let a name have 64 characters, and nothing longer has to be read. */
const MAX_CHARACTERS = 64;

/** Whether a tool made the name of a role session, so that it says nothing of who acted. */
export function isToolName(name: string): boolean {
  if (name.length > MAX_CHARACTERS) return false;
  const lowerCase = name.toLowerCase();
  return TOOL_NAMES.some(([pattern]) => pattern.test(lowerCase));
}
