import { element } from './element.js';

/** Each panel turns a part of the view into elements; `context` says words, names and times in the chosen language. */

export function cameraTiles(zone, { say, siteName }) {
  return zone.cameras.map(({ id, site, watches }) =>
    element(
      'figure',
      { 'data-camera': id, 'data-watches': watches.join(' ') },
      element('img', { alt: `${say('cameras')}: ${siteName(site)}`, width: '1280', height: '720' }),
      element('span.off', {}, say('noVideo')),
      element('span.live.chip', {}, say('live')),
      element('span.crowded.chip', { hidden: true }, say('crowded')),
      element(
        'figcaption',
        {},
        element('strong', {}, siteName(site)),
        element('span', {}, `${id} · ${watches.map((what) => say(what)).join(' + ')}`),
        element('span.people', { hidden: true }),
      ),
    ),
  );
}

/** Fills in what the cameras counted; the tiles stay, so that their pictures go on. */
export function showPeople(people, { say }) {
  for (const { cameraId, now, lastHour, isCrowded } of people) {
    const tile = document.querySelector(`[data-camera="${CSS.escape(cameraId)}"]`);
    const counts = tile.querySelector('.people');
    counts.textContent = `${say('peopleNow')} ${now} · ${say('peopleLastHour')} ${lastHour}`;
    counts.hidden = false;
    tile.querySelector('.crowded').hidden = !isCrowded;
  }
}

export function poleButtons(zone, { say, siteName }, onPress) {
  return zone.poles.map(({ id, site }) => {
    const name = siteName(site);
    const button = element('button.sos', { type: 'button', 'aria-label': `${say('press')} ${name}` }, 'SOS');
    const outcome = element('span.outcome', { role: 'status' });
    button.addEventListener('click', () => onPress(id, button, outcome));
    return element(
      'li',
      { 'data-pole': id },
      button,
      element('span.names', {}, element('strong', {}, name), element('code', {}, id), outcome),
    );
  });
}

export function incidentRows(incidents, { say, pick, clock, wordFor }) {
  if (incidents.length === 0) return [element('li.empty', {}, say('noIncidents'))];
  return incidents.map((incident) =>
    element(
      `li.incident.${incident.kind}`,
      { 'data-incident': incident.incidentId },
      element('span.mark', { 'aria-hidden': 'true' }, marks[incident.kind]),
      element(
        'span.what',
        {},
        element('strong', {}, say(incident.kind)),
        incident.subject && element('span', {}, pick(incident.subject.label)),
        incident.drill ? element('span.chip.drill', {}, say('drill')) : undefined,
      ),
      element('span.where', {}, pick(incident.place.name), element('code', {}, incident.incidentId)),
      element(
        'span.state',
        {},
        element(`span.chip.${incident.state}`, {}, wordFor('states', incident.state)),
        clock(incident.happenedAt),
      ),
    ),
  );
}

const marks = { sos: 'SOS', person: '◉', plate: '▭', device: '!', crowd: '⁂', loitering: '◷' };

export function sightingCards(sightings, { say, pick, clock, cameraName }) {
  if (sightings.length === 0) return [element('li.empty', {}, say('noSightings'))];
  return sightings.map((sighting) =>
    element(
      `li.sighting${sighting.watched ? '.watched' : ''}`,
      { 'data-sighting': sighting.id },
      sightingPicture(sighting, say),
      element(
        'span.text',
        {},
        sighting.kind === 'plate' ? plateSign(sighting.plate, say) : undefined,
        sighting.watched
          ? element('strong', {}, `${say('possible')} ${pick(sighting.watched)}`, similarity(sighting))
          : element('span.quiet', {}, say(quietWords[sighting.kind]), guess(sighting)),
        element('span.quiet', {}, cameraName(sighting.cameraId), ' · ', clock(sighting.at)),
      ),
    ),
  );
}

const quietWords = { plate: 'notWatched', 'unread-plate': 'unreadPlate', face: 'unknownPerson' };

const guess = ({ guess: text }) => (text === undefined ? undefined : ` · ${text}?`);

const similarity = ({ similarityPercent }) =>
  similarityPercent === undefined ? undefined : ` ${similarityPercent.toFixed(1)} %`;

function sightingPicture({ id, hasPicture, kind }, say) {
  if (hasPicture) return element(`img.${kind}`, { src: `/pictures/${id}.jpg`, alt: '', loading: 'lazy' });
  return element('span.nopicture', {}, element('span.head', { 'aria-hidden': 'true' }), say('notKept'));
}

function plateSign({ text, province }, say) {
  return element('span.platesign', {}, element('b', {}, text), element('i', {}, province ?? say('unknownProvince')));
}

export function inboxes(recipients, { say, clock }, isOpen, onToggle) {
  return recipients.map((recipient) => {
    const { id, agency, sms, email, messages } = recipient;
    const details = element(
      'details.inbox',
      { open: isOpen(id, messages.length > 0), 'data-recipient': id },
      element(
        'summary',
        {},
        element('strong', {}, agency),
        element('span.count', { 'aria-label': `${messages.length} ${say('messages')}` }, String(messages.length)),
        element('span.quiet', {}, [sms, email].filter(Boolean).join(' · ')),
      ),
      ...(messages.length === 0
        ? [element('p.empty', {}, say('noMessages'))]
        : messages.map((message) => messageOf(message, say, clock, { id, isOpen, onToggle }))),
    );
    details.addEventListener('toggle', () => onToggle(id, details.open));
    return details;
  });
}

function messageOf({ protocol, subject, text, at }, say, clock, { id, isOpen, onToggle }) {
  const time = clock(Date.parse(at));
  if (protocol === 'sms') return element('p.sms', {}, element('span', {}, ...withLinks(text)), time);
  const key = `${id} ${at} ${subject}`;
  const mail = element(
    'details.mail',
    { open: isOpen(key, false) },
    element('summary', {}, element('span.quiet', {}, say('email')), element('span', {}, subject ?? ''), time),
    element('pre', {}, ...withLinks(text)),
  );
  mail.addEventListener('toggle', () => onToggle(key, mail.open));
  return mail;
}

/** As mail programs do: an address in a text can be opened. The other page learns nothing of this one. */
function withLinks(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) => (i % 2 === 0 ? part : element('a', { href: part, target: '_blank', rel: 'noreferrer noopener' }, part)));
}

export function healthPanel({ queues, functions }, { say, clock }) {
  const dead = queues.filter(({ isDeadLetter, waiting }) => isDeadLetter && waiting > 0);
  const failing = functions.filter(({ lastError }) => lastError !== undefined);
  const isWell = dead.length === 0 && failing.length === 0;
  return [
    isWell ? element('p.well', {}, say('allWell')) : undefined,
    ...dead.map(({ name, waiting }) => element('p.bad', {}, `${name}: ${waiting} ${say('deadLetters')}`)),
    ...failing.map(({ name, lastError }) =>
      element('p.bad', {}, element('strong', {}, name), ` ${lastError.text} · `, clock(lastError.at)),
    ),
    element('h3', {}, say('functions')),
    element(
      'ul.counts',
      {},
      ...functions.map(({ name, invocations, errors }) =>
        element(
          'li',
          {},
          element('span', {}, name),
          element(`span.number${errors > 0 ? '.some' : ''}`, {}, `${invocations} ${say('runs')}, ${errors} ${say('errors')}`),
        ),
      ),
    ),
    element('h3', {}, say('queues')),
    element(
      'ul.counts',
      {},
      ...queues.map(({ name, waiting, isDeadLetter }) =>
        element(
          'li',
          {},
          element('span', {}, name),
          element(`span.number${isDeadLetter && waiting > 0 ? '.some' : ''}`, {}, `${waiting} ${say('waitingMessages')}`),
        ),
      ),
    ),
  ].filter((child) => child !== undefined);
}
