/** What the colors of a plate say about its vehicle (Department of Land Transport's classes, as drawn). */
export type PlateColor = keyof typeof paints;

interface Paint {
  readonly plate: string;
  readonly ink: string;
}

const paints = {
  private: { plate: '#f4f4f0', ink: '#16161a' },
  van: { plate: '#f4f4f0', ink: '#1d3f9e' },
  pickup: { plate: '#f4f4f0', ink: '#17683a' },
  taxi: { plate: '#f5c518', ink: '#16161a' },
  public: { plate: '#f5c518', ink: '#1d3f9e' },
  publicRed: { plate: '#f5c518', ink: '#a8201c' },
  publicGreen: { plate: '#f5c518', ink: '#17683a' },
  hire: { plate: '#1f7a4d', ink: '#f7f7f2' },
  truck: { plate: '#f2b51c', ink: '#16161a' },
  dealer: { plate: '#c8201f', ink: '#141414' },
  auctioned: { plate: '#e6eef4', ink: '#141a2e' },
  laoPrivate: { plate: '#f3c726', ink: '#15151a' },
  laoState: { plate: '#2a56a8', ink: '#f4f5f2' },
  laoWhite: { plate: '#f1f2ee', ink: '#1b3f96' },
  laoArmy: { plate: '#a82320', ink: '#f1eee6' },
  foreignWhite: { plate: '#f2f3f1', ink: '#15171c' },
  foreignBlack: { plate: '#17181b', ink: '#f2f2ee' },
  foreignBlue: { plate: '#1c48a0', ink: '#f4f5f6' },
  foreignGreen: { plate: '#c9e6cf', ink: '#14181a' },
  foreignYellow: { plate: '#f0c722', ink: '#17171a' },
} satisfies Record<string, Paint>;

export const plateColors: Readonly<typeof paints> = paints;
