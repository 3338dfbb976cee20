/** The screens of a case, in the order of their tabs. */
export const caseScreens = ['slide', 'gallery', 'differential', 'report', 'compare'] as const;
export type CaseScreen = (typeof caseScreens)[number];

/** The screens that belong to no case, in the order of the window's head. */
export const ownScreens = ['worklist', 'models', 'training', 'experiments', 'settings'] as const;
export type OwnScreen = (typeof ownScreens)[number];

/** Where the person is. Kept in the address's fragment, so that a window that is loaded again opens there. */
export type Place =
  | { readonly screen: OwnScreen; readonly caseId?: undefined; readonly cellId?: undefined; readonly slideId?: undefined }
  | { readonly screen: CaseScreen; readonly caseId: number; readonly cellId?: number; readonly slideId?: number };

const isOwnScreen = (word: string): word is OwnScreen => (ownScreens as readonly string[]).includes(word);
const isCaseScreen = (word: string): word is CaseScreen => (caseScreens as readonly string[]).includes(word);
const wholeNumber = (text: string | null): number | undefined => (text !== null && /^-?[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined);

/** `#/settings`, `#/case/12/gallery?cell=99&slide=3`. */
export function fragmentOf(place: Place): string {
  if (place.caseId === undefined) return `#/${place.screen}`;
  const wanted = new URLSearchParams();
  if (place.cellId !== undefined) wanted.set('cell', String(place.cellId));
  if (place.slideId !== undefined) wanted.set('slide', String(place.slideId));
  return `#/case/${place.caseId}/${place.screen}${wanted.size > 0 ? `?${wanted}` : ''}`;
}

/** The place of such a fragment; the worklist where it is none. */
export function placeOf(fragment: string): Place {
  const [path, question] = fragment.replace(/^#\/?/, '').split('?');
  const [first, id, screen] = path.split('/');
  const caseId = wholeNumber(id ?? null);
  if (first === 'case' && caseId !== undefined && caseId > 0 && isCaseScreen(screen)) {
    const wanted = new URLSearchParams(question);
    return { screen, caseId, cellId: wholeNumber(wanted.get('cell')), slideId: wholeNumber(wanted.get('slide')) };
  }
  return { screen: isOwnScreen(first) ? first : 'worklist' };
}
