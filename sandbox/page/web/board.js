import { words } from './board-words.js';
import { element } from './element.js';
import { WidgetView } from './widget-view.js';

const zone = await (await fetch('/zone.json')).json();
const dashboards = await (await fetch('/dashboards.json')).json();
const [name, body] = Object.entries(dashboards).find(([each]) => each.endsWith('-operator')) ?? ['', { widgets: [] }];
const panel = (id) => document.getElementById(id);
const refreshMilliseconds = 2000;

let language = localStorage.getItem('language') === 'en' ? 'en' : 'th';
let theme = localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const say = (word) => words[language][word] ?? word;

/** As CloudWatch does with a pattern variable: its value takes the pattern's place in every text. */
function inLanguage(properties) {
  const { pattern } = body.variables?.find(({ id }) => id === 'language') ?? {};
  if (pattern === undefined) return properties;
  return JSON.parse(JSON.stringify(properties).replaceAll(pattern, language === 'en' ? 'en-GB' : 'th-TH'));
}

function contextOf({ title = '', params = {} }, { width, height }, forms, widgetId) {
  const end = Date.now();
  return {
    ...{ dashboardName: name, widgetId, accountId: '000000000000', locale: 'en', theme, title, params, width, height },
    timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
    ...{ period: 300, isAutoPeriod: true, linkCharts: true },
    timeRange: { mode: 'relative', start: end - 10_800_000, end, relativeStart: 10_800_000 },
    forms: { all: forms },
  };
}

async function callFunction(endpoint, event) {
  const response = await fetch('/widgets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, event }),
  });
  const { answer, message } = await response.json();
  if (!response.ok) throw new Error(message);
  return answer;
}

const markupOf = (answer) =>
  typeof answer === 'string' ? answer : element('pre', {}, answer?.markdown ?? JSON.stringify(answer, null, 2)).outerHTML;

/** A tile of the board: asks its function again and again. */
class Tile {
  constructor({ x, y, width, height, properties }, index) {
    this.properties = properties;
    this.id = `widget-${index + 1}`;
    const content = element('div.content', { 'data-widget': properties.params?.widget });
    this.heading = element('h2', {});
    this.element = element('section.tile', {}, this.heading, content);
    this.element.style.gridArea = `${y + 1} / ${x + 1} / span ${height} / span ${width}`;
    this.view = new WidgetView(content, (action) => act(this, this.view, action));
  }

  async refresh() {
    const properties = inLanguage(this.properties);
    this.heading.textContent = properties.title;
    const asked = [language, theme].join();
    const event = { ...properties.params, widgetContext: contextOf(properties, this.view.size, this.view.forms, this.id) };
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const answer = await callFunction(properties.endpoint, event);
    // What was clicked meanwhile is newer than what was asked before.
    if (turn === this.turn && asked === [language, theme].join()) this.view.show(markupOf(answer));
  }
}

const popup = new WidgetView(panel('popup-content'), (action) => act(popupTile, popup, action));
let popupTile;

/** What a `cwdb-action` asks for. */
async function act(tile, view, { kind, content, endpoint, display, confirmation, label }) {
  if (confirmation !== undefined && !(await confirmed(confirmation))) return;
  if (display === 'popup') openPopup(tile, label, view === popup);
  const target = display === 'popup' ? popup : tile.view;
  try {
    target.show(kind === 'html' ? content : await callOver(tile, view, endpoint, JSON.parse(content)), true);
    if (display === 'widget' && view === popup) panel('popup').close();
    panel('announcer').textContent = `${say('done')}: ${label}`;
  } catch (error) {
    target.show(element('p', {}, `${say('failed')}: ${error.message}`).outerHTML, true);
  }
}

async function callOver(tile, view, endpoint, params) {
  tile.turn = (tile.turn ?? 0) + 1;
  const forms = { ...tile.view.forms, ...view.forms };
  const widgetContext = contextOf(inLanguage(tile.properties), view.size, forms, tile.id);
  return markupOf(await callFunction(endpoint, { ...params, widgetContext }));
}

function openPopup(tile, label, isOpen) {
  popupTile = tile;
  if (isOpen) return;
  popup.clear();
  panel('popup-title').textContent = label;
  if (!panel('popup').open) panel('popup').showModal();
}

function confirmed(message) {
  panel('confirmation-text').textContent = message;
  panel('confirmation').showModal();
  return new Promise((resolve) => {
    panel('confirm').onclick = () => panel('confirmation').close('yes');
    panel('cancel').onclick = () => panel('confirmation').close('no');
    panel('confirmation').onclose = () => resolve(panel('confirmation').returnValue === 'yes');
    panel('confirmation').returnValue = 'no';
    panel('confirm').focus();
  });
}

const tiles = body.widgets.filter(({ type }) => type === 'custom').map((widget, index) => new Tile(widget, index));

/** The next answer is asked for when the last one came: a slow machine is never overrun. */
async function keepFresh(tile) {
  try {
    if (!document.hidden) await tile.refresh();
    setConnection(true);
  } catch {
    setConnection(false);
  }
  setTimeout(keepFresh, refreshMilliseconds, tile);
}

function setConnection(isConnected) {
  panel('connection').textContent = say(isConnected ? 'connected' : 'waiting');
  panel('connection').classList.toggle('good', isConnected);
}

function render() {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = say(place.dataset.word);
  panel('zone-name').textContent = document.title = zone.name[language];
  panel('language').textContent = say('other');
  panel('language').lang = language === 'th' ? 'en' : 'th';
  panel('theme').textContent = say(theme === 'dark' ? 'light' : 'dark');
  for (const [id, word] of [['popup-close', 'close'], ['confirm', 'confirm'], ['cancel', 'cancel']]) panel(id).textContent = say(word);
  for (const tile of tiles) tile.refresh().catch(() => setConnection(false));
}

function choose(key, value) {
  localStorage.setItem(key, value);
  if (key === 'language') language = value;
  else theme = value;
  render();
}

function tickClock() {
  const locale = language === 'th' ? 'th-TH' : 'en-GB';
  const style = { timeZone: zone.timeZone, dateStyle: 'medium', timeStyle: 'medium' };
  panel('clock').textContent = new Intl.DateTimeFormat(locale, style).format(Date.now());
  setTimeout(tickClock, 1000 - (Date.now() % 1000));
}

panel('language').addEventListener('click', () => choose('language', language === 'th' ? 'en' : 'th'));
panel('theme').addEventListener('click', () => choose('theme', theme === 'dark' ? 'light' : 'dark'));
panel('popup-close').addEventListener('click', () => panel('popup').close());
panel('board').append(...tiles.map((tile) => tile.element));
render();
tickClock();
for (const tile of tiles) keepFresh(tile);
