// Triggered by: the control room's dashboards, each time one is opened or refreshed, and by what is clicked there.
// Reads and writes: reads incidents, their steps, alerts and decisions; signs links to their frames. Changes nothing.
// On failure: the widget says so; the dashboard asks again at its next refresh.
// Seen by the operator as: the widgets of the zone; WIDGET_FAILED, WIDGET_REFUSED. No log holds what was typed.
import { zoneHandler } from '../runtime/handler.ts';
import { answerWidget } from './answer-widget.ts';
import { awsIncidentPorts } from './aws-incident-ports.ts';
import { type IncidentPorts, incidentWidget } from './incident-widget.ts';
import { type IncidentsPorts, incidentsWidget } from './incidents-widget.ts';
import { showZoneEnvironment } from './show-zone.env.ts';

export const handler = zoneHandler({
  name: 'show-zone',
  environment: showZoneEnvironment,
  wire: ({ environment, telemetry }) => {
    const ports = {
      ...awsIncidentPorts(environment),
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) =>
      answerWidget<IncidentsPorts & IncidentPorts>(event, [incidentsWidget, incidentWidget], ports);
  },
});
