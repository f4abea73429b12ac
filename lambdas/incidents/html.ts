// Moved to zone/, where every page and widget finds it.
export * from '../zone/html.ts';
