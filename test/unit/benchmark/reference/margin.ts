/** Of the last reference that selects: the smallest distance between a selected score and one left out, by the largest. */
export const selectionMargin = { value: Infinity };
