import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a heartbeat says of the pole's power; what the board cannot tell is left out. */
export interface Power {
  /** 0–100. */
  readonly batteryPercent?: number;
  readonly mainsPower?: boolean;
}

/**
 * Linux' own account of batteries and mains, as any board with a UPS driver gives it
 * (https://www.kernel.org/doc/html/latest/power/power_supply_class.html).
 */
export function readPower(folder = '/sys/class/power_supply'): Power {
  const supplies = list(folder).map((name) => join(folder, name));
  const battery = supplies.find((path) => read(path, 'type') === 'Battery');
  const mains = supplies.filter((path) => ['Mains', 'USB'].includes(read(path, 'type') ?? ''));
  const percent = Number(battery === undefined ? undefined : read(battery, 'capacity'));
  return {
    ...(percent >= 0 && percent <= 100 && { batteryPercent: percent }),
    ...(mains.length > 0 && { mainsPower: mains.some((path) => read(path, 'online') === '1') }),
  };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string, name: string): string | undefined {
  try {
    return readFileSync(join(path, name), 'utf8').trim();
  } catch {
    return undefined;
  }
}
