import { element } from './element.js';
import { WidgetView } from './widget-view.js';

/** What a function answers that is no markup is shown as it is. */
const markupOf = (answer) =>
  typeof answer === 'string' ? answer : element('pre', {}, answer?.markdown ?? JSON.stringify(answer, null, 2)).outerHTML;

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { answer, message } = await response.json();
  if (!response.ok) throw new Error(message);
  return markupOf(answer);
}

/** A widget on the board, and what it is asked for again and again. */
class Tile {
  constructor({ type, x, y, width, height, properties }, { board, index, act }) {
    this.properties = properties;
    this.board = board;
    this.index = index;
    const content = element('div.content', { 'data-widget': properties.params?.widget ?? type });
    this.heading = properties.title === undefined ? undefined : element('h2', {}, properties.title);
    this.element = element(`section.tile.${type}`, {}, this.heading, content);
    this.element.style.gridArea = `${y + 1} / ${x + 1} / span ${height} / span ${width}`;
    this.view = new WidgetView(content, (action) => act(this, this.view, action));
  }

  /** What was asked before is older than what was asked, or clicked, since then. */
  async show(ask) {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const markup = await ask();
    if (turn === this.turn) this.view.show(markup);
  }
}

/** A widget that a function answers. */
export class FunctionTile extends Tile {
  refreshMilliseconds = 2000;

  refresh() {
    const { title, endpoint, params } = this.#properties;
    this.heading?.replaceChildren(title ?? '');
    return this.show(() => post('/widgets', { endpoint, event: { ...params, widgetContext: this.#context(this.view) } }));
  }

  /** What a `cwdb-action` calls, with the forms of the widget and of what lies over it. */
  call(endpoint, params, view) {
    this.turn = (this.turn ?? 0) + 1;
    return post('/widgets', { endpoint, event: { ...params, widgetContext: this.#context(view) } });
  }

  /** As CloudWatch does with a pattern variable: its value takes the pattern's place in every text. */
  get #properties() {
    const { pattern } = this.board.body.variables?.find(({ id }) => id === 'language') ?? {};
    if (pattern === undefined) return this.properties;
    const value = this.board.language === 'en' ? 'en-GB' : 'th-TH';
    return JSON.parse(JSON.stringify(this.properties).replaceAll(pattern, value));
  }

  #context(view) {
    const { name: dashboardName, theme } = this.board;
    const { title = '', params = {} } = this.#properties;
    const end = Date.now();
    return {
      ...{ dashboardName, widgetId: `widget-${this.index + 1}`, accountId: '000000000000', locale: 'en' },
      ...{ theme, title, params, ...view.size, timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 } },
      ...{ period: 300, isAutoPeriod: true, linkCharts: true },
      timeRange: { mode: 'relative', start: end - 10_800_000, end, relativeStart: 10_800_000 },
      forms: { all: { ...this.view.forms, ...view.forms } },
    };
  }
}

/** A graph, states of alarms or a text: drawn by the page's own server from the metrics of this machine. */
export class DrawnTile extends Tile {
  refreshMilliseconds = 5000;

  refresh() {
    const { name: dashboard, language, minutes } = this.board;
    const { index } = this;
    return this.show(() => post('/drawings', { dashboard, index, language, minutes, ...this.view.size }));
  }
}
