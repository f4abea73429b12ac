import { clockText } from '../incidents/instant-text.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { css, type Html, html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import { type DevicePorts, readDevices } from './device-lists.ts';
import type { DeviceStatus } from './device-status.ts';
import { agoText, stateBadges } from './devices-widget.ts';
import type { LatestFrames } from './latest-frames.ts';
import { pageButtons, pageOf } from './pages.ts';
import { plainText } from './plain-text.ts';
import { frame, palettes } from './style.ts';
import type { Theme, Widget, WidgetRequest } from './widget.ts';

export interface CameraWallPorts extends DevicePorts {
  readonly latest: LatestFrames;
  readonly endpoints: ConsoleEndpoints;
}

export interface WallCamera {
  readonly device: DeviceStatus;
  /** Absent: no picture that is young enough. */
  readonly picture?: { readonly url: string; readonly keptAt: number };
}

/** What each camera saw within the last minute, small and without faces, those that need a hand first. */
export const cameraWallWidget: Widget<CameraWallPorts> = {
  name: 'camera-wall',
  render: async (request, ports) => {
    const [devices, keptAt] = await Promise.all([readDevices(ports, request.now), ports.latest.keptAt()]);
    const page = pageOf(
      devices.filter(({ kind }) => kind === 'camera'),
      request,
      perPage,
    );
    const cameras = await Promise.all(
      page.items.map(async (device): Promise<WallCamera> => {
        const at = keptAt.get(device.deviceId);
        if (at === undefined || request.now - at > oldestMilliseconds) return { device };
        return { device, picture: { url: await ports.latest.linkTo(device.deviceId), keptAt: at } };
      }),
    );
    const buttons = pageButtons(page, { widget: 'camera-wall', request, endpoint: ports.endpoints.zone });
    return cameraWall(cameras, request, ports, buttons);
  },
};

/** A signed link is up to two kilobytes. */
const perPage = 24;
/** Older than this a picture tells nothing of now; it is deleted within the hour anyway. */
const oldestMilliseconds = 3_600_000;
/** A picture is kept once a minute. */
const freshMilliseconds = 3 * 60_000;

const words = {
  noPicture: { th: 'ไม่มีภาพ', en: 'No picture' },
  old: { th: 'ภาพเก่า', en: 'Old picture' },
  none: { th: 'ยังไม่มีกล้องในไฟล์ของพื้นที่', en: 'The zone file names no camera yet.' },
  note: {
    th: 'ภาพย่อทุกนาที ปิดใบหน้าและส่วนที่เป็นส่วนตัว ลิงก์ภาพใช้ได้ 5 นาที',
    en: 'A small picture each minute, faces and private parts covered. Links work for 5 minutes.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export function cameraWall(
  cameras: readonly WallCamera[],
  request: WidgetRequest,
  { endpoints }: Pick<CameraWallPorts, 'endpoints'>,
  buttons?: Html,
): Html {
  const { language, theme } = request;
  if (cameras.length === 0) return frame(request, [html`<p class="zone-notice">${words.none[language]}</p>`]);
  return frame(request, [
    html`<style>${css(styleOf(theme))}</style>`,
    html`<div class="zone-wall">${cameras.map((camera) => tile(camera, request, endpoints))}</div>`,
    buttons,
    html`<p class="zone-quiet">${words.note[language]}</p>`,
  ]);
}

function tile({ device, picture }: WallCamera, request: WidgetRequest, { zone }: ConsoleEndpoints): Html {
  const { language, timeZone, now } = request;
  const { deviceId, place } = device;
  const age = picture && now - picture.keptAt;
  const caption = callButton({
    ...{ label: deviceId, look: 'link', endpoint: zone, display: 'popup' },
    params: { widget: 'device', device: deviceId, language },
  });
  const isOld = age !== undefined && age > freshMilliseconds;
  const view = picture
    ? html`<img src="${picture.url}" alt="${deviceId}, ${clockText(picture.keptAt, timeZone)}" loading="lazy"${isOld && html` class="zone-old"`}>`
    : html`<p class="zone-none">${words.noPicture[language]}</p>`;
  return html`<figure data-camera="${deviceId}">${view}<figcaption>${caption} ${(device.look !== 'well' || device.mutedUntil !== undefined) && stateBadges(device, request)}<br>${plainText(place.name[language], 60)}${
    age !== undefined && html` · ${isOld && `${words.old[language]} `}<time>${agoText(age, language)}</time>`
  }</figcaption></figure>`;
}

function styleOf(theme: Theme): string {
  const color = palettes[theme];
  const own = '.zone-widget .zone-wall';
  return [
    `${own} { display: grid; gap: 10px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr)); }`,
    `${own} img, ${own} .zone-none { aspect-ratio: 16 / 9; object-fit: cover; }`,
    `${own} .zone-none { display: grid; place-items: center; border: 1px dashed ${color.quiet}; border-radius: 6px; background: ${color.ground}; color: ${color.quiet}; }`,
    `${own} .zone-old { filter: grayscale(1); opacity: .6; }`,
  ].join('\n');
}
