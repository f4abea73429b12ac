import { canMove, type Incident, type MovedState } from '../incidents/incident.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import type { Html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import { words } from './console-words.ts';
import type { Language } from './widget.ts';

export interface ButtonSettings {
  readonly language: Language;
  readonly endpoints: ConsoleEndpoints;
}

const moveWords: Readonly<Record<MovedState, Bilingual>> = {
  acknowledged: words.doAcknowledge,
  responding: words.doRespond,
  resolved: words.doResolve,
  'false-alarm': words.doFalseAlarm,
};

/** What usually comes next, by the incident's state. */
const nextMoves: Readonly<Partial<Record<Incident['state'], MovedState>>> = {
  open: 'acknowledged',
  acknowledged: 'responding',
  responding: 'resolved',
};

/** The one button that a row of the board offers; the answer takes the board's place. */
export function nextMoveButton(incident: Incident, settings: ButtonSettings): Html | undefined {
  const to = nextMoves[incident.state];
  return (
    to && moveButton(incident, to, { ...settings, from: 'incidents', isFirst: incident.state === 'open' })
  );
}

/** Every move that the incident's state allows; the answer takes the detail's place. */
export function moveButtons(incident: Incident, settings: ButtonSettings): readonly Html[] {
  const allowed = (Object.keys(moveWords) as MovedState[]).filter((to) => canMove(incident.state, to));
  return allowed.map((to, i) =>
    moveButton(incident, to, { ...settings, from: 'incident', isFirst: i === 0 }),
  );
}

interface MoveButton extends ButtonSettings {
  /** The widget that is shown again afterwards. */
  readonly from: 'incidents' | 'incident';
  readonly isFirst: boolean;
}

function moveButton(
  incident: Incident,
  to: MovedState,
  { language, endpoints, from, isFirst }: MoveButton,
): Html {
  const { incidentId, place } = incident;
  const label = moveWords[to][language];
  return callButton({
    label,
    name: `${label} ${incidentId}`,
    endpoint: endpoints.operate,
    display: from === 'incident' ? 'popup' : 'widget',
    params: { widget: 'move-incident', incident: incidentId, to, from, language },
    confirmation: `${label}: ${incidentId} – ${place.name[language]}?`,
    look: to === 'false-alarm' ? 'danger' : isFirst ? 'primary' : 'plain',
  });
}

/** What may be said of a match and was not said last; of a plate nothing has to be kept apart. */
export function judgeButtons(
  { incidentId, kind, place }: Incident,
  last: 'confirmed' | 'not-this' | undefined,
  { language, endpoints }: ButtonSettings,
): readonly Html[] {
  const button = (widget: string, word: Bilingual, look: 'plain' | 'danger') =>
    callButton({
      ...{ label: word[language], name: `${word[language]} ${incidentId}`, look },
      ...{ endpoint: endpoints.operate, display: 'popup' },
      params: { widget, incident: incidentId, language },
      confirmation: `${word[language]}: ${incidentId} – ${place.name[language]}?`,
    });
  const confirm = kind === 'plate' ? words.doConfirmPlate : words.doConfirmPerson;
  return [
    ...(last === 'confirmed' ? [] : [button('confirm-match', confirm, 'plain')]),
    ...(last === 'not-this' || kind !== 'person' ? [] : [button('deny-match', words.doDeny, 'danger')]),
  ];
}

export function detailButton({ incidentId }: Incident, { language, endpoints }: ButtonSettings): Html {
  const label = words.detail[language];
  return callButton({
    label,
    name: `${label} ${incidentId}`,
    endpoint: endpoints.zone,
    display: 'popup',
    params: { widget: 'incident', incident: incidentId, language },
  });
}

/** Comments and assignments: what is typed beside them goes along. */
export function noteButton(
  { incidentId }: Incident,
  what: 'comment-incident' | 'assign-incident',
  { language, endpoints }: ButtonSettings,
): Html {
  return callButton({
    label: (what === 'comment-incident' ? words.doComment : words.doAssign)[language],
    endpoint: endpoints.operate,
    display: 'popup',
    params: { widget: what, incident: incidentId, language },
  });
}
