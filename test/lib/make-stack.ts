import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseRecipientsFile, parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import { SafetyZoneStack } from '../../lib/safety-zone-stack.ts';
import { spendingPlan } from '../../tools/cost/spending-plan.ts';

/** The stack of Nong Khai with the example recipients, its functions not bundled, with `plant` put into it. Throws on a cdk-nag finding. */
export function makeStack(plant?: (stack: Stack) => void, settings: Partial<ZoneSettings> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'safety-zone-stack-'));
  const written = parseZoneFile(readFileSync('zones/nongkhai.yaml', 'utf8'), 'zones/nongkhai.yaml');
  const zone = { ...written, zone: { ...written.zone, ...settings } };
  const example = 'zones/recipients.example.yaml';
  const { recipients, shifts } = parseRecipientsFile(readFileSync(example, 'utf8'), example);
  const zoneJsonPath = join(folder, 'zone.json');
  writeFileSync(zoneJsonPath, JSON.stringify(zone));
  const app = new App({ outdir: join(folder, 'out'), context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new SafetyZoneStack(app, 'SafetyZone', {
    env: { region: 'ap-southeast-1' },
    zone,
    zoneJsonPath,
    recipients,
    shifts,
    spending: spendingPlan(zone),
  });
  plant?.(stack);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { template: Template.fromStack(stack), annotations: Annotations.fromStack(stack), recipients, zone };
}
