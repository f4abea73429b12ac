import { assignIncident } from '../incidents/assign-incident.ts';
import { commentIncident } from '../incidents/comment-incident.ts';
import { type MovedState, moveFields } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { moveIncident } from '../incidents/move-incident.ts';
import type { TimelineStep } from '../incidents/timeline.ts';
import type { AuditRow } from '../watchlist/audit-log.ts';
import { CorrectionRefusedError } from '../watchlist/correct-match.ts';
import type { Html } from '../zone/html.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { Notice } from './console-words.ts';
import { incidentIdOf, readDetail } from './incident-detail.ts';
import { type IncidentPorts, incidentView } from './incident-widget.ts';
import { readBoard } from './incidents-board.ts';
import { type IncidentsPorts, incidentsView } from './incidents-widget.ts';
import { confirmMatch, denyMatch, type Judged, type JudgeMatchPorts } from './judge-match.ts';
import { noticeLine } from './notice.ts';
import {
  assigneeOf,
  commentOf,
  FormError,
  operatorOf,
  requiredCommentOf,
  withoutTyped,
} from './operator-forms.ts';
import { type Widget, type WidgetRequest, WidgetRequestError } from './widget.ts';

export interface OperatePorts
  extends IncidentsPorts,
    Omit<IncidentPorts, 'incidents' | 'telemetry'>,
    Omit<JudgeMatchPorts, 'incidents' | 'telemetry'> {
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'move' | 'assign' | 'addStep'>;
  readonly telemetry: Telemetry;
}

/** Moves an incident to `params.to`. */
export const moveWidget: Widget<OperatePorts> = {
  name: 'move-incident',
  render: (request, ports) =>
    actAndShow(request, ports, async (incidentId) => {
      const to = movedStateOf(request);
      const [by, comment, at] = [operatorOf(request), commentOf(request), request.now];
      await audit({ incidentId, action: 'move', by, query: to, comment }, request, ports);
      const said = comment === undefined ? {} : { comment };
      return moveIncident({ incidentId, to, by, at, ...said }, ports);
    }),
};

/** A second click sends the same words again: within this time they are one comment. */
const sameCommentMilliseconds = 60_000;

export const commentWidget: Widget<OperatePorts> = {
  name: 'comment-incident',
  render: (request, ports) =>
    actAndShow(request, ports, async (incidentId) => {
      const [by, text, at] = [operatorOf(request), requiredCommentOf(request), request.now];
      await audit({ incidentId, action: 'comment', by, comment: text }, request, ports);
      const isSame = (step: TimelineStep) =>
        step.by === by && step.text === text && at - step.at < sameCommentMilliseconds;
      if ((await ports.incidents.timeline(incidentId)).some(isSame)) return 'moved';
      return (await commentIncident({ incidentId, by, at, text }, ports)) === 'added' ? 'moved' : 'unknown';
    }),
};

export const assignWidget: Widget<OperatePorts> = {
  name: 'assign-incident',
  render: (request, ports) =>
    actAndShow(request, ports, async (incidentId) => {
      const [by, assignee, at] = [operatorOf(request), assigneeOf(request), request.now];
      const comment = commentOf(request);
      await audit({ incidentId, action: 'assign', by, query: assignee, comment }, request, ports);
      if ((await ports.incidents.find(incidentId))?.assignee === assignee) return 'moved';
      const outcome = await assignIncident({ incidentId, assignee, by, at }, ports);
      return outcome === 'assigned' ? 'moved' : outcome;
    }),
};

/** "This is the person", "this is the plate". */
export const confirmWidget: Widget<OperatePorts> = {
  name: 'confirm-match',
  render: (request, ports) =>
    actAndShow(request, ports, async (incidentId) => {
      const [by, comment, at] = [operatorOf(request), commentOf(request), request.now];
      await auditMatch({ incidentId, action: 'confirm', by, comment }, request, ports);
      return noticeOf(await confirmMatch({ incidentId, by, at, comment }, ports));
    }),
};

/** "Not this person": how somebody knows must be said. */
export const denyWidget: Widget<OperatePorts> = {
  name: 'deny-match',
  render: (request, ports) =>
    actAndShow(request, ports, async (incidentId) => {
      const [by, comment, at] = [operatorOf(request), requiredCommentOf(request), request.now];
      await auditMatch({ incidentId, action: 'correct', by, comment }, request, ports);
      return noticeOf(await denyMatch({ incidentId, by, at, comment }, ports));
    }),
};

function noticeOf(judged: Judged): Notice {
  if (judged === 'no-match') throw new WidgetRequestError('incident: of a match');
  return judged;
}

/** With the sighting that was judged, if there is such an incident. */
async function auditMatch(act: Omit<Act, 'query'>, request: WidgetRequest, ports: OperatePorts) {
  const causeId = (await ports.incidents.find(act.incidentId))?.causeId;
  await audit({ ...act, ...(causeId === undefined ? {} : { query: causeId }) }, request, ports);
}

/**
 * Does it, and shows what the action came from as it is now. What was typed is kept where it was not taken, and gone
 * where it was, save the name.
 */
async function actAndShow(
  request: WidgetRequest,
  ports: OperatePorts,
  act: (incidentId: string) => Promise<Notice>,
): Promise<Html> {
  const incidentId = incidentIdOf(request);
  const { notice, more = incidentId } = await said(() => act(incidentId));
  const line = noticeLine(notice, request.language, more);
  const shown = notice === 'moved' ? withoutTyped(request) : request;
  if (request.params.from === 'incidents') return incidentsView(await readBoard(ports), shown, ports, line);
  return incidentView(await readDetail(incidentId, ports), shown, ports, line);
}

/** What came of it, also where it was refused. */
async function said(
  act: () => Promise<Notice>,
): Promise<{ readonly notice: Notice; readonly more?: string }> {
  try {
    return { notice: await act() };
  } catch (error) {
    if (error instanceof FormError) return { notice: error.notice };
    if (error instanceof CorrectionRefusedError) return { notice: 'not-corrected', more: error.message };
    throw error;
  }
}

function movedStateOf({ params: { to = '' } }: WidgetRequest): MovedState {
  if (Object.hasOwn(moveFields, to)) return to as MovedState;
  throw new WidgetRequestError(`to: one of ${Object.keys(moveFields).join(', ')}`);
}

interface Act extends Pick<AuditRow, 'action' | 'by' | 'query'> {
  readonly incidentId: string;
  readonly comment?: string | undefined;
}

/** Before it is done, so that nothing is done that no row tells of; a repeat is a row of its own. */
async function audit({ incidentId, comment = '', ...row }: Act, { now }: WidgetRequest, ports: OperatePorts) {
  await ports.audit.record({ subject: `incident#${incidentId}`, at: now, reason: comment, ...row });
}
