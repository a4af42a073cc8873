import { isDeepStrictEqual } from 'node:util';
import type { Template } from 'aws-cdk-lib/assertions';

/**
 * What becomes of a resource when one template takes the place of another. `left` is a resource that the stack forgets, and
 * that stays in the account.
 */
export type Fate = 'created' | 'kept' | 'replaced' | 'deleted' | 'left';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

/**
 * The properties that CloudFormation cannot change, so that it makes the resource anew.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const CREATE_ONLY: Readonly<Record<string, readonly string[]>> = {
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::SNS::Subscription': ['TopicArn', 'Protocol', 'Endpoint'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::Events::Rule': ['Name', 'EventBusName'],
  'AWS::Lambda::Function': ['FunctionName', 'PackageType'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn'],
  'AWS::DynamoDB::Table': ['TableName'],
};

/** What becomes of every resource of a type, by its logical id. */
export function fates(before: Template, after: Template, type: string): Readonly<Record<string, Fate>> {
  const [old, young] = [resourcesOf(before), resourcesOf(after)];
  const ids = [...new Set([...Object.keys(old), ...Object.keys(young)])];
  return Object.fromEntries(
    ids.filter((id) => (old[id] ?? young[id])?.Type === type).map((id) => [id, fate(old[id], young[id])]),
  );
}

function fate(old: Resource | undefined, young: Resource | undefined): Fate {
  if (old === undefined) return 'created';
  if (young === undefined) return /^Retain/.test(old.DeletionPolicy ?? '') ? 'left' : 'deleted';
  const changed = CREATE_ONLY[old.Type]?.some(
    (property) => !isDeepStrictEqual(old.Properties?.[property], young.Properties?.[property]),
  );
  return changed ? 'replaced' : 'kept';
}

/** The resources that CloudFormation is done with before it begins with one: those it refers to, or depends on. */
export function doneBefore(template: Template, id: string): ReadonlySet<string> {
  const resources = resourcesOf(template);
  const done = new Set<string>();
  const follow = (one: string) => {
    const resource = resources[one];
    if (resource === undefined) return;
    for (const next of [...references(resource.Properties), ...[resource.DependsOn ?? []].flat()]) {
      if (done.has(next)) continue;
      done.add(next);
      follow(next);
    }
  };
  follow(id);
  return done;
}

function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (typeof ref === 'string') return [ref];
  if (Array.isArray(attribute)) return [String(attribute[0])];
  return Object.values(value).flatMap(references);
}

function resourcesOf(template: Template): Readonly<Record<string, Resource>> {
  return template.toJSON().Resources;
}
