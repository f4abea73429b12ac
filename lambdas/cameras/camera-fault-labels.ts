import type { CameraFault } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Bilingual } from '../zone/zone-file.ts';

/** What people are told is wrong with a camera; the Thai is part of an SMS. */
export const cameraFaultLabels: Readonly<Record<CameraFault, Bilingual>> = {
  silent: { th: 'กล้องไม่มีภาพ', en: 'the camera sends no video' },
  dark: { th: 'ภาพกล้องมืด', en: 'the camera’s picture is dark' },
  frozen: { th: 'ภาพกล้องค้าง', en: 'the camera’s picture is frozen' },
  covered: { th: 'กล้องถูกบัง', en: 'the camera is covered' },
  moved: { th: 'มุมกล้องเปลี่ยน', en: 'the camera’s view has moved' },
};

export const cameraFaultMetrics: Readonly<Record<CameraFault, Metric>> = {
  silent: Metric.camerasSilent,
  dark: Metric.camerasDark,
  frozen: Metric.camerasFrozen,
  covered: Metric.camerasCovered,
  moved: Metric.camerasMoved,
};
