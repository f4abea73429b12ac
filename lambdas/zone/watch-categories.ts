/** Why somebody or something is looked for. */
export const personCategories = ['wanted', 'missing', 'lost', 'banned', 'staff-ignore'] as const;
export const plateCategories = ['stolen', 'wanted', 'missing', 'banned'] as const;

/**
 * What a plate entry takes for its plate, each with all before it: the plate as written; a reading with one sign that
 * may be a misread; a plate whose series could not be read.
 */
export const plateAcceptances = ['exact', 'one-confusion', 'partly-seen'] as const;
