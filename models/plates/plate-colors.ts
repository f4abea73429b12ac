/** What the colors of a plate say about its vehicle (Department of Land Transport's classes, as drawn). */
export type PlateColor = 'private' | 'van' | 'pickup' | 'taxi' | 'public' | 'hire' | 'truck' | 'dealer';

export const plateColors: Readonly<Record<PlateColor, { readonly plate: string; readonly ink: string }>> = {
  private: { plate: '#f4f4f0', ink: '#16161a' },
  van: { plate: '#f4f4f0', ink: '#1d3f9e' },
  pickup: { plate: '#f4f4f0', ink: '#17683a' },
  taxi: { plate: '#f5c518', ink: '#16161a' },
  public: { plate: '#f5c518', ink: '#1d3f9e' },
  hire: { plate: '#1f7a4d', ink: '#f7f7f2' },
  truck: { plate: '#f2b51c', ink: '#16161a' },
  dealer: { plate: '#c8201f', ink: '#141414' },
};
