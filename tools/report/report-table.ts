import { type Html, html } from '../../lambdas/zone/html.ts';

export const number = (text: string): Html => html`<td class="n">${text}</td>`;

/** A head row: the first column holds names, the others numbers. */
export function heads(name: string, columns: readonly string[]): Html {
  return html`<thead><tr><th scope="col">${name}</th>${columns.map((column) => html`<th scope="col" class="n">${column}</th>`)}</tr></thead>`;
}

export interface LegendEntry {
  readonly name: string;
  /** Absent: a dashed line. */
  readonly color?: string;
}

export function figure(title: string, legend: readonly LegendEntry[], chart: Html): Html {
  const swatch = (color: string | undefined) =>
    color === undefined ? html`<i class="dashed"></i>` : html`<i style="background:${color}"></i>`;
  const entries = legend.map(({ name, color }) => html`<span>${swatch(color)}${name}</span>`);
  return html`<figure><figcaption><b>${title}</b>${entries}</figcaption>${chart}</figure>`;
}
