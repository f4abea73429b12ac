// Triggered by: the control room's dashboards, each time one is opened or refreshed, and by what is clicked there.
// Reads and writes: reads incidents with all that belongs to them, devices, mutes, paid calls, the poll; signs links to frames. Changes nothing.
// On failure: the widget says so; the dashboard asks again at its next refresh.
// Seen by the operator as: the widgets of the zone; WIDGET_FAILED, WIDGET_REFUSED. No log holds what was typed.
import { dynamoPollReader } from '../poll/dynamo-poll-keeper.ts';
import { zoneHandler } from '../runtime/handler.ts';
import { answerWidget } from './answer-widget.ts';
import { type AwsDevicePorts, awsDevicePorts } from './aws-device-ports.ts';
import { awsIncidentPorts } from './aws-incident-ports.ts';
import { cameraWallWidget } from './camera-wall-widget.ts';
import { costWidget } from './cost-widget.ts';
import { deviceWidget } from './device-widget.ts';
import { devicesWidget } from './devices-widget.ts';
import { type IncidentPorts, incidentWidget } from './incident-widget.ts';
import { type IncidentsPorts, incidentsWidget } from './incidents-widget.ts';
import { type PollPorts, pollWidget } from './poll-widget.ts';
import { showZoneEnvironment } from './show-zone.env.ts';
import { zoneMapWidget } from './zone-map-widget.ts';

const widgets = [
  incidentsWidget,
  incidentWidget,
  zoneMapWidget,
  cameraWallWidget,
  devicesWidget,
  deviceWidget,
  costWidget,
  pollWidget,
];

export const handler = zoneHandler({
  name: 'show-zone',
  environment: showZoneEnvironment,
  wire: ({ environment, telemetry }) => {
    const incidentPorts = awsIncidentPorts(environment);
    const { client } = incidentPorts;
    const ports = {
      ...awsDevicePorts({ client, environment, telemetry }),
      ...incidentPorts,
      polls: dynamoPollReader({ client, tableName: environment.POLL_TABLE }),
      telemetry,
      timeZone: environment.TIME_ZONE,
      now: () => Date.now(),
    };
    return (event: unknown) =>
      answerWidget<IncidentsPorts & IncidentPorts & AwsDevicePorts & PollPorts>(event, widgets, ports);
  },
});
