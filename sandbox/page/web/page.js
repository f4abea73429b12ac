import { element } from './element.js';
import { cameraTiles, healthPanel, incidentRows, inboxes, poleButtons, showPeople, sightingCards } from './panels.js';
import { words } from './words.js';

const zone = await (await fetch('/zone.json')).json();
const panel = (id) => document.getElementById(id);

let language = localStorage.getItem('language') === 'en' ? 'en' : 'th';
let view;
/** What each panel shows, as JSON: an unchanged panel keeps its focus, scrolling and open mails. */
const shown = new Map();
const toggled = new Map();
const known = new Set();

const context = {
  say: (word) => words[language][word] ?? word,
  wordFor: (list, word) => words[language][list][word] ?? word,
  pick: (text) => text[language],
  siteName: (id) => zone.sites.find((site) => site.id === id)?.name[language] ?? id,
  cameraName: (id) => context.siteName(zone.cameras.find((camera) => camera.id === id)?.site ?? id),
  clock: (at) => element('time', { datetime: new Date(at).toISOString() }, timeText(at)),
};

/** Wall clock of the zone, wherever the browser is. */
function timeText(at, style = { timeStyle: 'medium' }) {
  const locale = language === 'th' ? 'th-TH' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { timeZone: zone.timeZone, ...style }).format(at);
}

function show(id, part, make) {
  const key = JSON.stringify([language, part]);
  if (shown.get(id) === key) return;
  shown.set(id, key);
  panel(id).replaceChildren(...make());
}

const isOpen = (key, usual) => toggled.get(key) ?? usual;
const onToggle = (key, open) => {
  if (open !== isOpen(key, undefined)) toggled.set(key, open);
};

function render() {
  document.documentElement.lang = language;
  for (const place of document.querySelectorAll('[data-word]')) place.textContent = context.say(place.dataset.word);
  panel('zone-name').textContent = document.title = zone.name[language];
  panel('language').textContent = context.say('other');
  panel('language').lang = language === 'th' ? 'en' : 'th';
  panel('endpoint').textContent = zone.endpointUrl;
  show('cameras', zone, () => cameraTiles(zone, context));
  show('poles', zone, () => poleButtons(zone, context, press));
  if (view === undefined) return;
  showPeople(view.people, context);
  show('incidents', view.incidents, () => incidentRows(view.incidents, context));
  show('sightings', view.sightings, () => sightingCards(view.sightings, context));
  show('inboxes', view.recipients, () => inboxes(view.recipients, context, isOpen, onToggle));
  show('health', view.health, () => healthPanel(view.health, context));
}

async function press(poleId, button, outcome) {
  button.disabled = true;
  outcome.className = 'outcome';
  outcome.textContent = context.say('pressing');
  try {
    const answer = await fetch(`/poles/${poleId}/press`, { method: 'POST' });
    if (!answer.ok) throw new Error((await answer.json()).message);
    outcome.textContent = `${context.say('pressed')} ${timeText(Date.now())}`;
    outcome.classList.add('good');
  } catch (error) {
    outcome.textContent = `${context.say('notPressed')}: ${error.message}`;
    outcome.classList.add('bad');
  }
  button.disabled = false;
  button.focus({ preventScroll: true });
}

/** Incidents that are there when the page opens are not news. */
function announce(incidents, isFirst) {
  for (const { incidentId, kind, place } of incidents) {
    if (!known.has(incidentId) && !isFirst) {
      panel('announcer').textContent =
        `${context.say('newIncident')}: ${context.say(kind)}, ${context.pick(place.name)}`;
    }
    known.add(incidentId);
  }
}

function setConnection(isConnected) {
  const chip = panel('connection');
  chip.textContent = context.say(isConnected ? 'connected' : 'waiting');
  chip.classList.toggle('good', isConnected);
}

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('view', ({ data }) => {
    const isFirst = view === undefined;
    view = JSON.parse(data);
    setConnection(true);
    announce(view.incidents, isFirst);
    render();
  });
  events.addEventListener('trouble', () => setConnection(false));
  events.addEventListener('error', () => setConnection(false));
}

const frameEveryMilliseconds = 1000;

/** The next picture is asked for when the last one has come: a slow machine is never overrun. */
async function refreshFrame(cameraId) {
  const figure = document.querySelector(`[data-camera="${CSS.escape(cameraId)}"]`);
  try {
    const answer = document.hidden ? undefined : await fetch(`/frames/${cameraId}.jpg`);
    if (answer?.ok) await showFrame(figure, await answer.blob());
    else if (answer) figure.classList.remove('playing');
  } catch {
    figure.classList.remove('playing');
  }
  setTimeout(refreshFrame, frameEveryMilliseconds, cameraId);
}

async function showFrame(figure, blob) {
  const image = figure.querySelector('img');
  const before = image.src;
  image.src = URL.createObjectURL(blob);
  await image.decode();
  figure.classList.add('playing');
  if (before.startsWith('blob:')) URL.revokeObjectURL(before);
}

function tickClock() {
  panel('clock').textContent = timeText(Date.now(), { dateStyle: 'medium', timeStyle: 'medium' });
  setTimeout(tickClock, 1000 - (Date.now() % 1000));
}

panel('language').addEventListener('click', () => {
  language = language === 'th' ? 'en' : 'th';
  localStorage.setItem('language', language);
  setConnection(panel('connection').classList.contains('good'));
  render();
});

render();
setConnection(false);
tickClock();
listen();
for (const { id } of zone.cameras) refreshFrame(id);
