import type { Manifest, MissingEvidence } from './manifest.ts';
import { exportFile } from './verify-evidence.ts';

const time = (at: number) => new Date(at).toISOString();

const whyMissing: Readonly<Record<MissingEvidence['why'], string>> = {
  'no-video': 'ไม่มีวิดีโอ the camera sent no video',
  unreadable: 'อ่านภาพไม่ได้ the picture could not be decoded',
  'clip-not-possible': 'ทำคลิปไม่ได้ the video fits into no MP4; frames were kept instead',
  'no-camera-near': 'ไม่มีกล้องใกล้เคียง no camera stands within 150 m',
  'picture-gone': 'ภาพหมดอายุแล้ว the picture had expired',
};

export interface ReadmeParams {
  readonly manifest: Manifest;
  readonly manifestFile: string;
  readonly sha256: string;
  readonly exportedAt: number;
  readonly exportedBy: string;
}

/** For whoever gets the folder: what it holds, how to check it, and what the check proves. */
export function readmeText({ manifest, manifestFile, sha256, exportedAt, exportedBy }: ReadmeParams): string {
  const { incidentId, objects, missing } = manifest;
  return `หลักฐานของเหตุการณ์ ${incidentId}
Evidence of incident ${incidentId}

ส่งออกเมื่อ exported: ${time(exportedAt)} โดย by ${exportedBy}
ไฟล์ files: ${objects.length}   บัญชีล่าสุด newest manifest: ${manifestFile}
SHA-256 ของบัญชีล่าสุด of the newest manifest:
${sha256}

วิธีตรวจสอบ (ไม่ต้องใช้อินเทอร์เน็ต)
  sha256sum -c ${exportFile.sums}
  npm run zone -- evidence verify โฟลเดอร์นี้ --manifest-sha256 ค่าข้างบน
เปรียบเทียบค่า SHA-256 ข้างบนกับค่าที่จดไว้ในลำดับเหตุการณ์ของศูนย์ ("zone incident show ${incidentId}")
โดยขอจากหน่วยงานโดยตรง: หากทั้งโฟลเดอร์ถูกสร้างใหม่ ค่านี้เท่านั้นที่จะบอกได้

How to check it (without a network)
  sha256sum -c ${exportFile.sums}
  npm run zone -- evidence verify THIS-FOLDER --manifest-sha256 THE-VALUE-ABOVE
Compare the SHA-256 above with the one in the incident's timeline, which you ask the agency for
("zone incident show ${incidentId}"): were the whole folder made anew, only that value would tell.

ไฟล์ What lies here
  frames/   ภาพนิ่ง pictures: CAMERA/TIME.jpg (TIME: milliseconds since 1970, UTC)
  clips/    คลิปวิดีโอ video from half a minute before to half a minute after: CAMERA/BEGINNING.mp4
  sightings/  สิ่งที่ระบบเห็น what the cameras recognized within a minute, and its pictures
  manifest-*.json  บัญชีหลักฐาน what was kept, when, how, with SHA-256; each names the hash of the one before
  ${exportFile.incident}  เหตุการณ์และลำดับเวลา the incident and its timeline, as it stood when it was exported
ภาพที่มี "masked": true ถูกปิดบังพื้นที่ส่วนตัวก่อนจัดเก็บ Pictures with "masked": true had private areas blackened before they were kept.

สิ่งที่ไม่ได้มา What could not be had
${missing.length === 0 ? '  - ไม่มี nothing\n' : missing.map(missingLine).join('')}`;
}

function missingLine({ what, cameraId = '', from, to, why }: MissingEvidence): string {
  return `  - ${[what, cameraId].filter(Boolean).join(' ')} ${time(from)} – ${time(to)}: ${whyMissing[why]}\n`;
}
