import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { pollFile } from '../lambdas/zone/poll-file.ts';
import { parseRecipientsFile, parseYaml, parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import { SafetyZoneStack } from '../lib/safety-zone-stack.ts';
import { spendingPlan } from '../tools/cost/spending-plan.ts';
import { fetchModels } from '../tools/fetch-models.ts';

const app = new App();
const zoneFile: string = app.node.getContext('zone');
const recipientsFile: string = app.node.getContext('recipients');
const questionnaire = 'zones/poll.yaml';

const zone = parseZoneFile(readFileSync(zoneFile, 'utf8'), zoneFile);
const { recipients, shifts } = existsSync(recipientsFile)
  ? parseRecipientsFile(readFileSync(recipientsFile, 'utf8'), recipientsFile)
  : { recipients: [], shifts: [] };
// The stack needs nothing of it: a round takes it along when it is opened. Its faults are found here rather than then.
if (existsSync(questionnaire)) parseYaml(pollFile, readFileSync(questionnaire, 'utf8'), questionnaire);

// watch-camera's bundle carries the face models, which stay out of git.
await fetchModels();

// In the assembly's own folder, so that two synths at a time do not mix their zones.
mkdirSync(app.outdir, { recursive: true });
const zoneJsonPath = join(app.outdir, 'zone.json');
writeFileSync(zoneJsonPath, JSON.stringify(zone));

// Singapore: the only Region near Thailand with Kinesis Video, IoT Core, Rekognition and SMS together (D9).
const env = { region: 'ap-southeast-1' };
new SafetyZoneStack(app, 'SafetyZone', {
  env,
  zone,
  zoneJsonPath,
  recipients,
  shifts,
  spending: spendingPlan(zone),
  description: zone.zone.name.en,
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
