import { payloadOf, type Runbook } from './runbook.ts';
import { choice, confirmation, reason } from './runbook-parameters.ts';

export interface DeviceRunbooksParams {
  readonly cameraIds: readonly string[];
  readonly poleIds: readonly string[];
  /** Of every pole's certificate. */
  readonly polePolicyName: string;
}

/** Runbooks of cameras and poles; none for a kind of device that the zone has not. */
export function deviceRunbooks({
  cameraIds,
  poleIds,
  polePolicyName,
}: DeviceRunbooksParams): readonly Runbook[] {
  return [
    ...(cameraIds.length === 0 ? [] : [muteCamera(cameraIds)]),
    ...(poleIds.length === 0 ? [] : [drillPole(poleIds), rotate(poleIds, polePolicyName), retire(poleIds)]),
  ];
}

const aPole = { th: 'เสา SOS', en: 'the pole' };

const muteCamera = (cameraIds: readonly string[]): Runbook => ({
  name: 'MuteCamera',
  description: {
    th: 'พักการแจ้งเตือนเรื่องกล้องขัดข้อง ฝูงชน และการป้วนเปี้ยนของกล้องหนึ่งตัว แล้วรวมแจ้งเมื่อครบเวลา เสา SOS พักไม่ได้',
    en: 'Hold back alerts about faults, crowds and loitering of one camera; they are told together when the time is over. Matches are told as ever, and a pole is never muted.',
  },
  group: 'operate',
  parameters: {
    CameraId: choice({ th: 'กล้อง', en: 'the camera' }, cameraIds),
    Minutes: {
      type: 'Integer',
      description: { th: 'กี่นาที', en: 'for how many minutes' },
      allowedValues: [5, 15, 30, 60, 120, 240, 480, 1440],
    },
    Reason: reason,
  },
  payload: payloadOf('mute-camera', {
    cameraId: '{{ CameraId }}',
    minutes: '{{ Minutes }}',
    reason: '{{ Reason }}',
  }),
});

const drillPole = (poleIds: readonly string[]): Runbook => ({
  name: 'DrillPole',
  description: {
    th: 'ซ้อมกดปุ่มเสา SOS: แจ้งเฉพาะผู้รับการซ้อม',
    en: 'Press the button of a pole as a drill: drill recipients alone are told.',
  },
  group: 'operate',
  parameters: { PoleId: choice(aPole, poleIds) },
  payload: payloadOf('drill-pole', { poleId: '{{ PoleId }}' }),
});

const rotate = (poleIds: readonly string[], policyName: string): Runbook => ({
  name: 'RotatePoleCertificate',
  description: {
    th: 'ออกใบรับรองใหม่ให้เสาจากคำขอ (CSR) ที่เสาสร้าง ใบเก่ายังใช้ได้จนกว่าจะสั่ง RetirePoleCertificate',
    en: 'Give a pole a new certificate for the request (CSR) that the pole made; its key never leaves it. The old one works until RetirePoleCertificate.',
  },
  group: 'certificates',
  parameters: {
    PoleId: choice(aPole, poleIds),
    CertificateSigningRequest: {
      type: 'String',
      description: {
        th: 'คำขอใบรับรอง (PEM)',
        en: 'the request of the pole, PEM with its first and last line',
      },
      allowedPattern:
        '^-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=\\s]{100,4000}-----END CERTIFICATE REQUEST-----\\s*$',
    },
    Reason: reason,
  },
  payload: noted('rotate-certificate'),
  steps: [
    api('pole', 'DescribeThing', { thingName: '{{ PoleId }}' }),
    {
      ...api('certificate', 'CreateCertificateFromCsr', {
        certificateSigningRequest: '{{ CertificateSigningRequest }}',
        setAsActive: true,
      }),
      outputs: [
        { Name: 'Arn', Selector: '$.certificateArn', Type: 'String' },
        { Name: 'Id', Selector: '$.certificateId', Type: 'String' },
        { Name: 'Pem', Selector: '$.certificatePem', Type: 'String' },
      ],
    },
    api('policy', 'AttachPolicy', { policyName, target: '{{ certificate.Arn }}' }),
    api('thing', 'AttachThingPrincipal', { thingName: '{{ PoleId }}', principal: '{{ certificate.Arn }}' }),
  ],
  outputs: ['certificate.Id', 'certificate.Pem'],
});

const retire = (poleIds: readonly string[]): Runbook => ({
  name: 'RetirePoleCertificate',
  description: {
    th: 'ปิดใบรับรองเก่าของเสา หลังจากเสาเชื่อมต่อด้วยใบใหม่แล้ว',
    en: "Turn off an old certificate of a pole, after it came back with the new one. Whoever still holds the old one's key is locked out.",
  },
  group: 'certificates',
  parameters: {
    PoleId: choice(aPole, poleIds),
    CertificateId: {
      type: 'String',
      description: { th: 'รหัสใบรับรองเก่า', en: 'id of the old certificate, 64 signs' },
      allowedPattern: '^[0-9a-f]{64}$',
    },
    Reason: reason,
    Confirmation: confirmation,
  },
  payload: noted('retire-certificate'),
  steps: [
    {
      name: 'owner',
      action: 'aws:assertAwsResourceProperty',
      inputs: {
        Service: 'iot',
        Api: 'ListPrincipalThings',
        principal: 'arn:aws:iot:{{ global:REGION }}:{{ global:ACCOUNT_ID }}:cert/{{ CertificateId }}',
        PropertySelector: '$.things[0]',
        DesiredValues: ['{{ PoleId }}'],
      },
    },
    api('certificate', 'UpdateCertificate', { certificateId: '{{ CertificateId }}', newStatus: 'INACTIVE' }),
  ],
});

const noted = (runbook: 'rotate-certificate' | 'retire-certificate') =>
  payloadOf('note', { runbook, about: '{{ PoleId }}', reason: '{{ Reason }}' });

function api(name: string, Api: string, inputs: object): object {
  return { name, action: 'aws:executeAwsApi', inputs: { Service: 'iot', Api, ...inputs } };
}
