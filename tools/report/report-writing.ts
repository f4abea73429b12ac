import type { Language } from '../../lambdas/console/widget.ts';
import type { MonthReport } from './month-report.ts';
import type { ReportFormat } from './report-format.ts';
import type { ReportWord } from './report-words.ts';

/** What every part of the page writes with. */
export interface Writing {
  readonly report: MonthReport;
  readonly language: Language;
  readonly format: ReportFormat;
  readonly say: (word: ReportWord, values?: Readonly<Record<string, string>>) => string;
}
