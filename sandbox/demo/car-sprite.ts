import sharp from 'sharp';
import { type PlateDrawing, renderPlate } from '../../models/plates/render-plate.ts';
import { makeSprite, type Sprite } from './sprite.ts';
import type { CarBody } from './street-scene.ts';

/** Sprite pixels per meter: a little above the nearest view, so that a plate is never enlarged. */
const scale = 420;
const width = 2 * scale;
const height = 2.1 * scale;
/** A third wider than life, so that it is readable in a picture that shows the whole car. */
const plateWidth = Math.round(0.46 * scale);

/** Outlines in a 200 × 210 grid (centimeters), seen from the front; the ground is at 205. */
const bodies: Record<CarBody, { roof: string; glass: string; hood: string; plateTop: number }> = {
  sedan: {
    roof: 'M38 112 C46 78 56 58 66 54 Q100 47 134 54 C144 58 154 78 162 112Z',
    glass: 'M48 110 C55 82 62 66 69 62 Q100 56 131 62 C138 66 145 82 152 110Z',
    hood: 'M22 116 Q24 108 38 106 L162 106 Q176 108 178 116 L182 168 Q183 190 172 190 L28 190 Q17 190 18 168Z',
    plateTop: 158,
  },
  pickup: {
    roof: 'M34 92 C40 62 48 40 58 36 Q100 28 142 36 C152 40 160 62 166 92Z',
    glass: 'M45 90 C50 66 56 49 63 45 Q100 38 137 45 C144 49 150 66 155 90Z',
    hood: 'M18 98 Q20 88 34 86 L166 86 Q180 88 182 98 L186 164 Q187 190 176 190 L24 190 Q13 190 14 164Z',
    plateTop: 156,
  },
  van: {
    roof: 'M26 96 C27 50 31 18 42 13 Q100 5 158 13 C169 18 173 50 174 96Z',
    glass: 'M36 94 C37 56 41 32 49 28 Q100 21 151 28 C159 32 163 56 164 94Z',
    hood: 'M20 98 Q21 90 28 88 L172 88 Q179 90 180 98 L184 164 Q185 190 174 190 L26 190 Q15 190 16 164Z',
    plateTop: 156,
  },
};

/** A car from the front with its plate. */
export async function makeCarSprite(body: CarBody, paint: string, plate: PlateDrawing): Promise<Sprite> {
  const drawn = await sharp(Buffer.from(carSvg(body, paint)))
    .resize(width, height)
    .png()
    .toBuffer();
  const platePicture = await renderPlate(plate, plateWidth);
  const top = Math.round((bodies[body].plateTop / 210) * height);
  const picture = await sharp(drawn)
    .composite([{ input: platePicture, left: Math.round((width - plateWidth) / 2), top }])
    .png()
    .toBuffer();
  return makeSprite(picture, scale);
}

function carSvg(body: CarBody, paint: string): string {
  const { roof, glass, hood, plateTop } = bodies[body];
  const shoulder = plateTop - 46;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 210" width="${width}" height="${height}">
<defs>
<linearGradient id="paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".38"/>
<stop offset=".35" stop-color="#fff" stop-opacity=".04"/><stop offset="1" stop-color="#000" stop-opacity=".34"/></linearGradient>
<linearGradient id="glass" x1="0" y1="0" x2=".7" y2="1"><stop offset="0" stop-color="#9fb8c6"/>
<stop offset=".45" stop-color="#3d505d"/><stop offset="1" stop-color="#1c262d"/></linearGradient>
<radialGradient id="shade"><stop offset=".45" stop-color="#000" stop-opacity=".5"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
</defs>
<ellipse cx="100" cy="199" rx="99" ry="11" fill="url(#shade)"/>
<path d="M24 176h28v27q0 3-4 3H29q-5 0-5-5zM148 176h28v25q0 5-5 5h-19q-4 0-4-3z" fill="#17191b"/>
<path d="${roof}" fill="${paint}"/><path d="${roof}" fill="url(#paint)"/>
<path d="${glass}" fill="url(#glass)"/>
<path d="M70 ${shoulder - 6}q6-26 18-26t18 26z" fill="#0f1518" opacity=".55" transform="translate(26 0)"/>
<rect x="7" y="${shoulder - 12}" width="18" height="13" rx="5" fill="${paint}"/>
<rect x="175" y="${shoulder - 12}" width="18" height="13" rx="5" fill="${paint}"/>
<path d="${hood}" fill="${paint}"/><path d="${hood}" fill="url(#paint)"/>
<path d="M48 ${shoulder + 5}h104" stroke="#000" stroke-opacity=".18" stroke-width="1.5"/>
<path d="M58 ${shoulder + 20}h84l-7 20H65z" fill="#1a1d20"/>
<path d="M61 ${shoulder + 26}h78M64 ${shoulder + 32}h72" stroke="#59626a" stroke-width="1.6"/>
<path d="M24 ${shoulder + 17}q18-3 30 3l3 17q-20 5-32-3z" fill="#eef6fb" stroke="#4c565d" stroke-width="1.2"/>
<path d="M176 ${shoulder + 17}q-18-3-30 3l-3 17q20 5 32-3z" fill="#eef6fb" stroke="#4c565d" stroke-width="1.2"/>
<path d="M24 ${plateTop - 4}h152v28q0 6-6 6H30q-6 0-6-6z" fill="#000" opacity=".28"/>
<circle cx="38" cy="${plateTop + 12}" r="6.5" fill="#f6e7b8" opacity=".85"/><circle cx="162" cy="${plateTop + 12}" r="6.5" fill="#f6e7b8" opacity=".85"/>
</svg>`;
}
