import {
  type AlarmBase,
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  DashboardVariable,
  DefaultValue,
  GraphWidget,
  type IMetric,
  type IWidget,
  PeriodOverride,
  TextWidget,
  Values,
  VariableInputType,
  VariableType,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Bilingual, ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import { engineerGraphs } from './engineer-graphs.ts';

/** A widget of the operator's board. */
export interface BoardWidget {
  /** As lambdas/console names it. */
  readonly widget: string;
  readonly title: Bilingual;
  /** ARN of the function that answers it. */
  readonly endpoint: string;
  /** Of 24 columns. */
  readonly width: number;
  /** Of about 50 pixels each. */
  readonly height: number;
  /** What was asked for stays until somebody asks again: the board's refresh leaves it alone. @default false */
  readonly staysPut?: boolean;
}

/** A board of widgets, row by row. */
export type BoardRows = readonly (readonly BoardWidget[])[];

export interface DashboardsProps {
  readonly settings: ZoneSettings;
  readonly operator: BoardRows;
  readonly investigator: BoardRows;
  readonly watchlist: BoardRows;
  /** All alarms of the zone. */
  readonly alarms: readonly AlarmBase[];
}

/**
 * Stands in each widget's parameters. A dashboard's pattern variable changes every text of it; should the console not
 * reach into a widget's parameters, it is Thai (docs/unproven.md).
 */
export const languagePattern = 'th-TH';

/** What people see in the CloudWatch console: a board for each work, with no widget that whoever does it may not call (docs/adr/0028). */
export class Dashboards extends Construct {
  readonly operator: Dashboard;
  readonly investigator: Dashboard;
  readonly watchlist: Dashboard;
  readonly engineer: Dashboard;

  constructor(scope: Construct, id: string, { settings, alarms, ...boards }: DashboardsProps) {
    super(scope, id);
    const board = (boardId: string, rows: BoardRows) =>
      new Dashboard(this, boardId, {
        dashboardName: `SafetyZone-${settings.id}-${boardId.toLowerCase()}`,
        periodOverride: PeriodOverride.INHERIT,
        variables: [language()],
        widgets: rows.map((row) => row.map(boardWidget)),
      });
    this.operator = board('Operator', boards.operator);
    this.investigator = board('Investigator', boards.investigator);
    this.watchlist = board('Watchlist', boards.watchlist);
    this.engineer = new Dashboard(this, 'Engineer', {
      dashboardName: `SafetyZone-${settings.id}-engineer`,
      periodOverride: PeriodOverride.AUTO,
      widgets: engineerRows(settings, alarms),
    });
  }
}

function language(): DashboardVariable {
  return new DashboardVariable({
    id: 'language',
    label: 'ภาษา Language',
    type: VariableType.PATTERN,
    inputType: VariableInputType.RADIO,
    value: languagePattern,
    values: Values.fromValues({ label: 'ไทย', value: languagePattern }, { label: 'English', value: 'en-GB' }),
    defaultValue: DefaultValue.value(languagePattern),
    visible: true,
  });
}

/** A title cannot follow the variable, so it is in both languages. */
const both = ({ th, en }: Bilingual): string => `${th} · ${en}`;

function boardWidget({ widget, title, endpoint, width, height, staysPut = false }: BoardWidget): IWidget {
  return new CustomWidget({
    functionArn: endpoint,
    title: both(title),
    width,
    height,
    params: { widget, language: languagePattern },
    updateOnRefresh: !staysPut,
    updateOnResize: !staysPut,
    updateOnTimeRangeChange: false,
  });
}

const fullWidth = 24;
const graphHeight = 6;
const graphsPerRow = 3;

function engineerRows({ name }: ZoneSettings, alarms: readonly AlarmBase[]): IWidget[][] {
  const head = new TextWidget({ markdown: `# ${name.th} · ${name.en}`, width: fullWidth, height: 1 });
  const states = new AlarmStatusWidget({
    title: both({ th: 'สัญญาณเตือน', en: 'Alarms' }),
    alarms: [...alarms],
    width: fullWidth,
    // About twelve stand beside each other.
    height: Math.max(3, Math.ceil(alarms.length / 12) * 2),
  });
  const graphs = engineerGraphs().map(({ title, left }) => graph(title, left));
  const rows = Array.from({ length: Math.ceil(graphs.length / graphsPerRow) }, (_, i) =>
    graphs.slice(i * graphsPerRow, (i + 1) * graphsPerRow),
  );
  return [[head], [states], ...rows];
}

function graph(title: Bilingual, left: readonly IMetric[]): IWidget {
  const leftYAxis = { min: 0, showUnits: false };
  return new GraphWidget({
    title: both(title),
    left: [...left],
    leftYAxis,
    width: fullWidth / graphsPerRow,
    height: graphHeight,
  });
}
