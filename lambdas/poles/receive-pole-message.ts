import { LogEvent } from '../zone/log-events.ts';
import type { PoleEnvelope } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type PoleMessage, PoleMessageRefusedError, parsePoleMessage } from './pole-message.ts';
import { takeAnswer } from './take-answer.ts';
import { type TakePressPorts, takePress } from './take-press.ts';
import {
  type TakeStatusPorts,
  takeConnection,
  takeFault,
  takeHeartbeat,
  takeSelfTest,
} from './take-status.ts';

export type ReceivePoleMessagePorts = TakePressPorts & TakeStatusPorts;

/**
 * Takes one message of a pole: a press becomes an incident, what the person says after it a step of that incident,
 * anything else the pole's state, which opens and ends incidents of its faults. Every step may be repeated.
 * Throws PoleMessageRefusedError for what no pole sends.
 */
export async function receivePoleMessage(
  envelope: PoleEnvelope,
  ports: ReceivePoleMessagePorts,
): Promise<void> {
  if (envelope.messageType === 'presence') return takeConnection(envelope, ports);
  const message = readMessage(envelope, ports.telemetry);
  const { unknownKeyCount } = message;
  const from = { poleId: envelope.thingName, receivedAt: envelope.receivedAt };
  switch (message.type) {
    case 'press':
      return takePress(message.body, { ...from, unknownKeyCount }, ports);
    case 'cancel':
      return takeAnswer(
        { what: 'press-canceled', answerId: message.body.cancelId, ...message.body },
        from,
        ports,
      );
    case 'safe':
      return takeAnswer({ what: 'press-safe', answerId: message.body.safeId, ...message.body }, from, ports);
    case 'heartbeat':
      return takeHeartbeat(message.body, from, ports);
    case 'fault':
      return takeFault(message.body, from, ports);
    case 'self-test':
      return takeSelfTest(message.body, from, ports);
  }
}

function readMessage(envelope: PoleEnvelope, telemetry: Telemetry): PoleMessage {
  try {
    // A pole's certificate lets it connect as itself only; should that policy ever loosen, nobody presses for another.
    const message = parsePoleMessage(envelope.messageType, Buffer.from(envelope.payload, 'base64'));
    if (envelope.clientId !== envelope.thingName && !isOwnDrill(envelope, message)) {
      throw new PoleMessageRefusedError([{ field: 'clientId', problem: 'must equal the thing name' }]);
    }
    return message;
  } catch (error) {
    const fields = error instanceof PoleMessageRefusedError ? error.fields : [];
    telemetry.error(LogEvent.poleMessageRefused, { poleId: envelope.thingName, fields });
    telemetry.measure(Metric.poleMessagesRefused);
    throw error;
  }
}

/**
 * The zone's own drills (the probe's and those of a runbook) come by HTTPS, where there is no client id. A pole's policy
 * names the thing of an MQTT connection, so no certificate publishes there.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-function-clientid
 */
function isOwnDrill({ clientId }: PoleEnvelope, message: PoleMessage): boolean {
  return clientId.toLowerCase() === 'n/a' && message.type === 'press' && message.body.drill;
}
