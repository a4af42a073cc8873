import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import type { ReplayAudience } from '../audience.ts';
import { asksAws, type ReplayOptions } from '../options.ts';
import { placeOf } from '../place.ts';
import type { Publisher } from './publisher.ts';

/** Who takes the events on. What asks AWS is loaded on demand, like the sources. */
export async function publisherFor(
  options: ReplayOptions,
  audience: ReplayAudience | undefined,
): Promise<Publisher> {
  const { topicArn, function: functionName, displayName } = options;
  if (functionName !== undefined) {
    const [, regionOfArn] = /^arn:[^:]+:lambda:([^:]+):/.exec(functionName) ?? [];
    const { connectAws } = await import('../../aws/connect.ts');
    const { clientConfig } = await connectAws(placeOf(options, regionOfArn));
    const { functionPublisher } = await import('./function.ts');
    return functionPublisher(functionName, clientConfig);
  }
  const { settings = DEFAULT_SETTINGS } = audience ?? {};
  const shown = displayName === undefined ? settings : { ...settings, displayName };
  if (topicArn === undefined) {
    const { localPublisher } = await import('./local.ts');
    // Files hold samples and exports, which are shown as they were sent at the time.
    return localPublisher(shown, asksAws(options) ? { now: () => new Date() } : {});
  }
  const { connectAws } = await import('../../aws/connect.ts');
  const { clientConfig } = await connectAws(placeOf(options, topicArn.split(':')[3]));
  const { topicPublisher } = await import('./topic.ts');
  return topicPublisher(topicArn, shown, clientConfig);
}
