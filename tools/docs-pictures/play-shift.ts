import type { Page } from 'playwright-core';
import { words } from '../../lambdas/console/console-words.ts';
import { watchlistFields } from '../../lambdas/console/watchlist-input.ts';
import { watchlistWords } from '../../lambdas/console/watchlist-words.ts';
import type { PoleMessageType } from '../../lambdas/zone/names.ts';
import { act, type OpenPageParams, openBoard, openContext, operatorName } from './operator-board.ts';

/** What the pictures are taken of. */
export interface Shift {
  /** A press that waits, and the link of its e-mail. */
  readonly press: string;
  readonly link: string;
  readonly person: string;
}

export interface PlayShiftParams extends Omit<OpenPageParams, 'language' | 'width' | 'height'> {
  readonly poles: readonly string[];
  /** Sends a message as the pole itself. */
  readonly sendAsPole: (
    poleId: string,
    messageType: PoleMessageType,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
}

const size = { language: 'th', width: 1500, height: 1000 } as const;

/** A few minutes of an evening: poles report, two cars and a person are found, work goes on, somebody presses. */
export async function playShift(params: PlayShiftParams): Promise<Shift> {
  const { poles, sendAsPole } = params;
  for (const poleId of poles) {
    const heartbeat = {
      batteryPercent: 96,
      mainsPower: true,
      firmware: 'pole 1.4.2',
      reportingSeconds: 3600,
    };
    await sendAsPole(poleId, 'heartbeat', { version: 1, ...heartbeat });
    await sendAsPole(poleId, 'self-test', { version: 1, testId: `test-${poleId}`, passed: true });
  }
  const board = await openBoard({ ...params, ...size }, 'operator');
  const person = await waitingIncident(board, 'PER');
  await workOnCars(board);
  await addPlate(params);
  const [pole = ''] = poles;
  await sendAsPole(pole, 'press', { version: 1, pressId: crypto.randomUUID() });
  const press = await waitingIncident(board, 'SOS');
  await board.context().close();
  return { press, person, link: await linkOf(press, params) };
}

/** One car has somebody on the way, the other one is known and waits for a patrol. */
async function workOnCars(board: Page): Promise<void> {
  const first = await waitingIncident(board, 'PLT');
  await act(board, first, { label: words.doAcknowledge, comment: 'เห็นป้ายชัด ตรงกับหมายแจ้ง' });
  await act(board, first, { label: words.doAssign, assignee: 'สายตรวจ 3' });
  await act(board, first, { label: words.doRespond, comment: 'สายตรวจ 3 ตั้งจุดสกัดที่ทางขึ้นสะพาน' });
  const second = await waitingIncident(board, 'PLT');
  await act(board, second, { label: words.doAcknowledge });
  await act(board, second, { label: words.doAssign, assignee: 'ตำรวจรถไฟ' });
}

/** The id of an incident of this kind that nobody has acknowledged. */
async function waitingIncident(board: Page, prefix: string): Promise<string> {
  const row = board.locator(`[data-incident^="${prefix}-"][data-state="open"]`).first();
  await row.waitFor();
  return (await row.getAttribute('data-incident')) ?? '';
}

/** A stolen motorcycle, so that the list holds what officers put there. */
async function addPlate(params: PlayShiftParams): Promise<void> {
  const page = await openBoard({ ...params, ...size }, 'watchlist');
  const fill = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);
  const { plate, plateCategory, labelTh, labelEn, reason, owner } = watchlistFields;
  await fill('operator', operatorName);
  await fill(reason.name, 'คดี 412/2569');
  await fill(labelTh.name, 'จยย. ถูกขโมย ฮอนด้าสีแดง');
  await fill(labelEn.name, 'Stolen motorcycle, red Honda');
  await fill(owner.name, 'สภ.เมืองหนองคาย');
  await fill(plate.name, '1กจ 5583 หนองคาย');
  await page.locator(`[name="${plateCategory.name}"]`).selectOption('stolen');
  await page.getByRole('button', { name: watchlistWords.addPlate.th }).click();
  await page.locator('#confirm').click();
  await page.locator('[data-entry]', { hasText: '5583' }).waitFor();
  await page.context().close();
}

/** The link to acknowledge by, out of the mailbox of whoever is on duty. */
async function linkOf(incidentId: string, params: PlayShiftParams): Promise<string> {
  const page = await (await openContext({ ...params, ...size })).newPage();
  await page.goto(params.pageUrl);
  const link = page.locator(`.mail a[href*="/${incidentId}"]`).first();
  await link.waitFor({ state: 'attached', timeout: 120_000 });
  const url = (await link.getAttribute('href')) ?? '';
  await page.context().close();
  return url;
}
