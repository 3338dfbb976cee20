/** Under this name stands what was done before a laboratory named its people, so that nobody's name stands under another's work. */
export const unnamedReader = 'Unnamed reader';
