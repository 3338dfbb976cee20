/** Slides that are dropped on the window, and the copies that are kept of them. */
export const droppingTexts = {
  copying: 'Keeping a copy of the dropped files',
  copyingHint: 'A browser does not say where a file lies, so the library keeps a copy. Files that are chosen with “Add slides…” are not copied.',
  /** After the sentence that says what of a case is deleted. */
  filesOfCase: ({ own, copies }: { own: number; copies: number }): string => [
    own > 0 ? (copies > 0 ? 'Your own slide files stay where they are.' : 'The slide files stay where they are.') : '',
    copies > 0 ? `${copies === 1 ? 'The copy that was kept of a dropped slide is' : `The copies that were kept of ${copies} dropped slides are`} deleted, too, unless another case uses ${copies === 1 ? 'it' : 'them'}.` : '',
  ].filter((sentence) => sentence !== '').join(' '),
};
