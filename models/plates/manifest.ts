import { classOfDrawing, layoutOf, type PlateDrawing } from './plate-drawing.ts';

/** The first line of a training folder's manifest.csv. */
export const manifestHeader = 'file,plate,province,class,kind,split';

/** One drawn plate of it, as the public set writes its plates. */
export function manifestLine(file: string, drawing: PlateDrawing): string {
  const { letters, digits, province } = drawing;
  const layout = layoutOf(drawing);
  const joint = layout === 'truck' || layout === 'dealer' ? '-' : '';
  return [file, letters + joint + digits, province, classOfDrawing(drawing), layout, 'train'].join(',');
}
