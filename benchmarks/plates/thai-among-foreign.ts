/** Photos of the foreign folders that show a Thai plate after all, found by looking at what was read there. */
export const thaiAmongForeign: readonly string[] = [
  '4ee3f0e9a2fb20a9_jpg_36db01.jpg',
  'fed5c0275ff3a440_jpg_4307ec.jpg',
];
