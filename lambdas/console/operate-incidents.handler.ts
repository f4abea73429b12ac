// Triggered by: the buttons of the control room: whoever may invoke it may work on incidents.
// Reads and writes: state and steps of incidents; rows of the audit table, each before what it tells of.
// On failure: the operator is told that nothing may have been recorded; all may be repeated.
// Seen by the operator as: the incident as it is now; INCIDENT_MOVED, WIDGET_FAILED. No log holds a name or a comment.
import { randomUUID } from 'node:crypto';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoAuditLog } from '../watchlist/dynamo-audit-log.ts';
import { answerWidget } from './answer-widget.ts';
import { awsIncidentPorts } from './aws-incident-ports.ts';
import { operateIncidentsEnvironment } from './operate-incidents.env.ts';
import { assignWidget, commentWidget, moveWidget } from './operate-widgets.ts';

export const handler = zoneHandler({
  name: 'operate-incidents',
  environment: operateIncidentsEnvironment,
  wire: ({ environment, telemetry }) => {
    const incidentPorts = awsIncidentPorts(environment);
    const audit = dynamoAuditLog({
      client: incidentPorts.client,
      tableName: environment.AUDIT_TABLE,
      randomPart: () => randomUUID().slice(0, 8),
    });
    const ports = {
      ...incidentPorts,
      audit,
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) => answerWidget(event, [moveWidget, commentWidget, assignWidget], ports);
  },
});
