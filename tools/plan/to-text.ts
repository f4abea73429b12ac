import type { Language } from '../../lambdas/console/widget.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { csvOf } from '../csv.ts';
import { deviceHead, deviceRows, siteFacts } from './installer-rows.ts';
import type { PlanView } from './plan-view.ts';
import { allColumns, recordsOf, shownColumns } from './records.ts';
import { planWords } from './words.ts';

/** All sites, cameras and poles as CSV (RFC 4180), which `zone plan import` takes back. */
export function toCsv(zone: ZoneFile): string {
  const head = [...allColumns, ...shownColumns];
  return csvOf([head, ...recordsOf(zone).map((record) => head.map((column) => record[column]))]);
}

/** The installers' tables as Markdown. */
export function toMarkdown(view: PlanView, language: Language): string {
  const { name } = view.plan.zone.zone;
  const parts = view.sites.map((planned) => {
    const facts = siteFacts(planned, language).map(([fact, value]) => `- ${fact}: ${plain(value)}`);
    const devices = deviceRows(planned, view, language);
    const table = devices.length === 0 ? planWords.noDevice[language] : markdownTable(language, devices);
    return `## ${planned.number}. ${plain(planned.site.name[language])}\n${facts.join('\n')}\n\n${table}`;
  });
  return `# ${planWords.installers[language]}: ${plain(name[language])}\n\n${parts.join('\n\n')}\n`;
}

function markdownTable(language: Language, devices: readonly (readonly string[])[]): string {
  const head = deviceHead(language);
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...devices.map(line)].join('\n');
}

/** No text of the zone file becomes markup. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
