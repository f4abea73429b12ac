import { Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Alerts } from '../alerts.ts';
import type { SpendingPlan } from '../budget.ts';
import type { Cameras } from '../cameras.ts';
import type { Faces } from '../faces.ts';
import type { Poles } from '../poles.ts';
import { ZoneFunction } from '../zone-function.ts';
import { ZoneQueue } from '../zone-queue.ts';
import {
  type AlarmDefinition,
  type CompositeDefinition,
  makeAlarm,
  makeComposite,
  type ZoneAlarm,
} from './alarm.ts';
import { budgetAlarm } from './budget-alarms.ts';
import { cameraAlarms, poleAlarms, recognitionAlarms } from './device-alarms.ts';
import {
  accountAlarms,
  deadLetterAlarm,
  functionFailsAlarm,
  functionThrottledAlarm,
  ruleErrorAlarm,
  scheduleStoppedAlarm,
  zoneChangedAlarm,
} from './machinery-alarms.ts';
import { pathAlarms } from './path-alarms.ts';
import { peopleAlarms } from './people-alarms.ts';
import { pressAlarms } from './press-alarms.ts';

export interface AlarmsProps {
  readonly alerts: Alerts;
  readonly cameras: Cameras;
  readonly faces: Faces;
  readonly poles: Poles;
  readonly cameraCount: number;
  readonly poleCount: number;
  /** Absent: the zone file names no budget. */
  readonly spending?: SpendingPlan | undefined;
  /** Those who mend things; each alarm tells them when it rings and when it is over. */
  readonly engineers: Topic;
}

/** On the way of a press to a person. */
const pathFunctions = new Set(['receive-pole-message', 'raise-alert', 'escalate-incident']);
/** CloudFormation tells what becomes of the first two, a runbook of the third: a refusal there is an error of the function. */
const toldElsewhere = new Set(['apply-zone', 'log-sms', 'operate-zone']);
/** How long a scheduled function may not be called; the probe and the cameras have alarms of their own. */
const schedules: Readonly<Record<string, Duration>> = {
  'tick-cameras': Duration.minutes(5),
  'tend-watchlist': Duration.hours(1),
  'tend-strangers': Duration.hours(1),
};

/**
 * Every alarm of the zone. The queues and functions are those of the whole stack, so this comes after all of them;
 * docs/runbook.md has a section for each definition.
 */
export class Alarms extends Construct {
  /** Also what is told through a composite alone. */
  readonly all: readonly ZoneAlarm[];
  readonly #made: ZoneAlarm[] = [];
  readonly #quiet = new Set<ZoneAlarm>();

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { alerts, poles, faces, cameraCount, poleCount } = props;
    this.#make(pressAlarms({ pressQueue: poles.pressQueue, alerts }));
    this.#make([...pathAlarms(), ...peopleAlarms()]);
    this.#make([...recognitionAlarms(faces.queue), ruleErrorAlarm(poles.ruleErrors), ...accountAlarms()]);
    if (props.spending) this.#make([budgetAlarm(props.spending)]);
    this.#makeOfQueues(props);
    this.#makeOfFunctions(cameraCount);
    if (cameraCount > 0) this.#makeOfCameras();
    if (poleCount > 0) this.#makeOfPoles(poleCount);
    this.all = this.#made;
    this.#tell(props.engineers);
  }

  #make(definitions: readonly AlarmDefinition[]): void {
    for (const definition of definitions) this.#made.push(makeAlarm(this, definition));
  }

  #makeOfQueues({ alerts, poles }: AlarmsProps): void {
    const urgent: readonly ZoneQueue[] = [
      poles.pressQueue,
      poles.ruleErrors,
      alerts.sosQueue,
      alerts.sosEscalationQueue,
    ];
    for (const queue of Stack.of(this).node.findAll()) {
      if (!(queue instanceof ZoneQueue)) continue;
      const severity = urgent.includes(queue) ? 'critical' : 'warning';
      this.#make([deadLetterAlarm(queue, nameIn(queue), severity)]);
    }
  }

  #makeOfFunctions(cameraCount: number): void {
    for (const fn of Stack.of(this).node.findAll()) {
      if (!(fn instanceof ZoneFunction) || toldElsewhere.has(fn.useCase)) continue;
      const { useCase } = fn;
      const named = { fn, useCase };
      const isOnPath = pathFunctions.has(useCase);
      this.#make([functionFailsAlarm(named, isOnPath ? 'critical' : 'warning')]);
      if (isOnPath) this.#make([functionThrottledAlarm(named)]);
      const period = schedules[useCase];
      if (period === undefined) continue;
      const isCameras = useCase === 'tick-cameras';
      if (isCameras && cameraCount === 0) continue;
      this.#make([scheduleStoppedAlarm(named, period, isCameras ? 'critical' : 'warning')]);
    }
  }

  #makeOfCameras(): void {
    this.#make(cameraAlarms());
    this.#compose({
      ...{ id: 'CamerasDown', severity: 'critical' },
      causes: this.#named(
        ...['CamerasNotWatched', 'CamerasSilent', 'CamerasBehind'],
        ...['ScheduleStopped-tick-cameras', 'FunctionFails-tick-cameras', 'FunctionFails-watch-camera'],
        ...['DeadLetters-CamerasQueue'],
      ),
      what: {
        en: 'The cameras of the zone are not watched, or most of them send nothing. SOS poles do not depend on it.',
        th: 'ระบบไม่ได้ตรวจภาพจากกล้อง หรือกล้องส่วนใหญ่ไม่ส่งภาพ เสา SOS ไม่ได้รับผลกระทบ',
      },
    });
  }

  #makeOfPoles(poleCount: number): void {
    this.#make([...poleAlarms(poleCount), zoneChangedAlarm()]);
    const [mutedBy] = this.#named('ZoneChanged');
    if (mutedBy !== undefined) this.#quiet.add(mutedBy);
    this.#compose({
      ...{ id: 'PolesDown', severity: 'critical' },
      causes: this.#named('PolesSilent', 'DeadLetters-PolesStatusQueue', 'FunctionFails-check-poles'),
      ...(mutedBy && { mutedBy }),
      what: {
        en: 'Many SOS poles at once are not heard, or what they say is not read; presses there may not arrive.',
        th: 'ไม่ได้ยินเสา SOS หลายต้นพร้อมกัน หรืออ่านข้อความจากเสาไม่ได้ การกดปุ่มอาจส่งไม่ถึง',
      },
    });
  }

  /** Throws on a name that no alarm has. */
  #named(...names: readonly string[]): readonly ZoneAlarm[] {
    return names.map((name) => {
      const found = this.#made.find((made) => made.name === name);
      if (found === undefined) throw new Error(`there is no alarm ${name}`);
      return found;
    });
  }

  #compose(definition: CompositeDefinition): void {
    for (const cause of definition.causes) this.#quiet.add(cause);
    this.#made.push(makeComposite(this, definition));
  }

  #tell(engineers: Topic): void {
    const action = new SnsAction(engineers);
    for (const made of this.all) {
      if (this.#quiet.has(made)) continue;
      made.alarm.addAlarmAction(action);
      made.alarm.addOkAction(action);
    }
  }
}

/** `PolesPressQueue`: as its logical id begins. */
function nameIn(queue: ZoneQueue): string {
  return queue.node.path.split('/').slice(1).join('');
}
