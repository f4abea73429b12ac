import { words } from './board-words.js';
import { element } from './element.js';
import { DrawnTile, FunctionTile } from './tile.js';
import { WidgetView } from './widget-view.js';

const zone = await (await fetch('/zone.json')).json();
const dashboards = await (await fetch('/dashboards.json')).json();
const panel = (id) => document.getElementById(id);

/** `SafetyZone-nongkhai-operator` is called by its last word, in the address too. */
const shortName = (name) => name.split('-').at(-1);
const order = ['operator', 'investigator', 'watchlist', 'engineer'];
const names = Object.keys(dashboards).toSorted((a, b) => order.indexOf(shortName(a)) - order.indexOf(shortName(b)));
const asked = new URLSearchParams(location.search).get('board');
const name = names.find((each) => shortName(each) === asked) ?? names[0];
const board = {
  name,
  body: dashboards[name] ?? { widgets: [] },
  minutes: 15,
  language: localStorage.getItem('language') === 'en' ? 'en' : 'th',
  theme: localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
};
const say = (word) => words[board.language][word] ?? word;

const popup = new WidgetView(panel('popup-content'), (action) => act(popupTile, popup, action));
let popupTile;

/** What a `cwdb-action` asks for. */
async function act(tile, view, { kind, content, endpoint, display, confirmation, label }) {
  if (confirmation !== undefined && !(await confirmed(confirmation))) return;
  if (display === 'popup') openPopup(tile, label, view === popup);
  const target = display === 'popup' ? popup : tile.view;
  try {
    target.show(kind === 'html' ? content : await tile.call(endpoint, JSON.parse(content), view), true);
    if (display === 'widget' && view === popup) panel('popup').close();
    panel('announcer').textContent = `${say('done')}: ${label}`;
  } catch (error) {
    target.show(element('p', {}, `${say('failed')}: ${error.message}`).outerHTML, true);
  }
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

const tiles = board.body.widgets.map((widget, index) =>
  widget.type === 'custom'
    ? new FunctionTile(widget, { board, index, act })
    : new DrawnTile(widget, { board, index, act }),
);

/** The next answer is asked for when the last one came: a slow machine is never overrun. */
async function keepFresh(tile) {
  try {
    if (!document.hidden) await tile.refresh();
    setConnection(true);
    // What was asked for there stays until somebody asks again.
    if (tile.properties.updateOn?.refresh === false) return;
  } catch {
    setConnection(false);
  }
  setTimeout(keepFresh, tile.refreshMilliseconds, tile);
}

function setConnection(isConnected) {
  panel('connection').textContent = say(isConnected ? 'connected' : 'waiting');
  panel('connection').classList.toggle('good', isConnected);
}

const refreshAll = () => {
  for (const tile of tiles) tile.refresh().catch(() => setConnection(false));
};

function render() {
  document.documentElement.lang = board.language;
  document.documentElement.dataset.theme = board.theme;
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = say(place.dataset.word);
  panel('zone-name').textContent = document.title = zone.name[board.language];
  panel('language').textContent = say('other');
  panel('language').lang = board.language === 'th' ? 'en' : 'th';
  panel('theme').textContent = say(board.theme === 'dark' ? 'light' : 'dark');
  panel('boards').ariaLabel = say('boards');
  panel('range').ariaLabel = say('range');
  for (const [id, word] of [['popup-close', 'close'], ['confirm', 'confirm'], ['cancel', 'cancel']]) panel(id).textContent = say(word);
  refreshAll();
}

function choose(key, value) {
  localStorage.setItem(key, value);
  board[key] = value;
  render();
}

function tickClock() {
  const locale = board.language === 'th' ? 'th-TH' : 'en-GB';
  const style = { timeZone: zone.timeZone, dateStyle: 'medium', timeStyle: 'medium' };
  panel('clock').textContent = new Intl.DateTimeFormat(locale, style).format(Date.now());
  setTimeout(tickClock, 1000 - (Date.now() % 1000));
}

panel('language').addEventListener('click', () => choose('language', board.language === 'th' ? 'en' : 'th'));
panel('theme').addEventListener('click', () => choose('theme', board.theme === 'dark' ? 'light' : 'dark'));
panel('popup-close').addEventListener('click', () => panel('popup').close());
panel('range').hidden = !board.body.widgets.some(({ type }) => type === 'metric');
panel('range').addEventListener('change', ({ target }) => {
  board.minutes = Number(target.value);
  refreshAll();
});
panel('boards').append(
  ...names.map((each) =>
    element('a.round', {
      href: `?board=${shortName(each)}`,
      'aria-current': each === name ? 'page' : undefined,
      'data-word': shortName(each),
    }),
  ),
);
panel('board').append(...tiles.map((tile) => tile.element));
render();
tickClock();
for (const tile of tiles) keepFresh(tile);
