import { assumptions } from './assumptions.ts';
import { figure, type PricedLine } from './cost-line.ts';
import type { CostReport } from './cost-report.ts';
import type { PriceFile } from './prices.ts';

export interface CostTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The bill in two sentences. */
export function describeBill({ estimate, thbPerUsd, budgetUsd, zone, region }: CostReport): string {
  const { usd, thb, usdPerCamera, unconfirmedUsd, use } = estimate;
  const each =
    usdPerCamera === undefined
      ? ''
      : `, ${money(usdPerCamera)} (THB ${whole(usdPerCamera * thbPerUsd)}) a camera`;
  const share = usd === 0 ? 0 : Math.round((100 * unconfirmedUsd) / usd);
  const budget =
    budgetUsd === undefined
      ? 'The zone file names no budget.'
      : `The budget is ${money(budgetUsd)}: ${Math.round((100 * usd) / budgetUsd)} % of it.`;
  return `${zone}, ${use.cameras} cameras and ${use.poles} poles in ${region}: ${money(usd)} (THB ${whole(thb)}) a month${each}, before tax and free tiers.
${share} % of it rests on prices that AWS itself was not seen to ask. ${budget}`;
}

export function costTables(report: CostReport): readonly CostTable[] {
  const { estimate, thbPerUsd } = report;
  return [
    {
      title: 'By service',
      head: ['service', 'USD', 'THB', 'share'],
      rows: estimate.services.map(({ service, usd }) => [
        ...[service, amount(usd), whole(usd * thbPerUsd)],
        `${estimate.usd === 0 ? 0 : ((100 * usd) / estimate.usd).toFixed(1)} %`,
      ]),
    },
    {
      title: 'The same mixture for other numbers of cameras',
      head: ['cameras', 'poles', 'USD', 'THB', 'USD a camera'],
      rows: report.scaled.map(({ cameras, poles, usd, thb, usdPerCamera }) => [
        ...[figure(cameras), figure(poles), whole(usd), whole(thb), amount(usdPerCamera)],
      ]),
    },
    {
      title: 'What others cost, by the camera and month',
      head: ['way', 'USD', 'what the figure is made of'],
      rows: report.alternatives.map(({ name, usdPerCamera, basis }) => [name, whole(usdPerCamera), basis]),
    },
  ];
}

export const linesTable = ({ estimate }: CostReport): CostTable => ({
  title: 'Line by line',
  head: ['service', 'line', 'quantity', 'price, USD', 'USD', 'how it comes about'],
  rows: estimate.lines.map((line) => [
    ...[line.service, line.item, `${figure(line.quantity)} ${line.unit}`],
    ...[priceText(line), amount(line.usd), line.why],
  ]),
});

export const assumptionsTable = (): CostTable => ({
  title: 'What is taken for granted',
  head: ['figure', 'value', 'from', 'why'],
  rows: Object.entries(assumptions).map(([id, { value, unit, from, why }]) => [
    ...[`\`${id}\``, `${value.toLocaleString('en-US')} ${unit}`, from, why],
  ]),
});

export const pricesTable = ({ prices, thbPerUsd }: PriceFile): CostTable => ({
  title: 'Prices and their sources',
  head: ['price', 'USD', 'unit', 'read', 'confirmed', 'source', 'note'],
  rows: [
    ...Object.entries(prices).map(([id, price]) => [
      ...[`\`${id}\``, `${price.usd}`, price.per === 1 ? price.unit : `${figure(price.per)} ${price.unit}`],
      ...[price.asOf, price.confirmed ? 'yes' : 'no', price.source, price.note ?? ''],
    ]),
    [
      ...['`thbPerUsd`', '1', `THB ${thbPerUsd.rate}`, thbPerUsd.asOf],
      ...[thbPerUsd.confirmed ? 'yes' : 'no', thbPerUsd.source, thbPerUsd.note ?? ''],
    ],
  ],
});

export const markdownTable = ({ title, head, rows }: CostTable): string =>
  [`### ${title}`, '', row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const priceText = ({ price: { usd, per }, confirmed }: PricedLine) =>
  `${usd}${per === 1 ? '' : ` for ${figure(per)}`}${confirmed ? '' : ' *'}`;
const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const money = (usd: number) => `USD ${usd < 100 ? usd.toFixed(2) : whole(usd)}`;
const amount = (usd: PricedLine['usd']) =>
  usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
