import { createAwsLookUps } from '../../../lambda/enrich/aws-look-ups.ts';
import { createEnrich, type Enrich } from '../../../lambda/enrich/enrich.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lambda/settings.ts';
import { startTagging } from '../../../stand-in/tagging.ts';

/** What somebody may have configured for the accounts of the sample events. */
export const DEMO_SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  accountNames: { '210987654321': 'prod', '111122223333': 'staging', '123456789012': 'payments' },
  workingHours: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'],
    from: '08:00',
    to: '18:00',
    timeZone: 'Europe/Berlin',
  },
  lookups: { ...DEFAULT_SETTINGS.lookups, tags: ['Owner'] },
};

/** Tags of the machines in those sample events that are shown whole. */
const TAGS = {
  'arn:aws:ec2:eu-central-1:210987654321:instance/i-0c3a9b7e5d1f28460': {
    Name: 'web-prod-1',
    Owner: 'ledger',
  },
  'arn:aws:ec2:us-east-1:111122223333:instance/i-0a2c4e6f8b1d39570': { Name: 'batch-2', Owner: 'reports' },
  'arn:aws:ec2:eu-west-1:123456789012:instance/i-067f5ac4b72b55bc6': {
    Name: 'card-vault',
    Owner: 'payments',
  },
};

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

const silence = () => {};

/** Look-ups as in AWS, answered by a stand-in in this process. */
export async function startDemoLookUps(): Promise<{
  readonly enrich: Enrich;
  readonly close: () => Promise<void>;
}> {
  const tagging = await startTagging({ tags: TAGS });
  const { tags, budgetMs } = DEMO_SETTINGS.lookups;
  const config = { endpoint: tagging.endpoint, region: 'eu-central-1', credentials: CREDENTIALS };
  const lookUps = createAwsLookUps(tags, { tagging: config });
  const log = { info: silence, warn: silence, error: silence };
  return { enrich: createEnrich(lookUps, budgetMs, log), close: tagging.close };
}
