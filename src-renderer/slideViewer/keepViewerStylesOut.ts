const mark = 'data-openseadragon-mobile-css';

/**
 * OpenSeadragon writes a style sheet into the page unless one with its mark is there: the page's policy refuses such a sheet with a
 * complaint, and it would take the focus ring away on tablets. An empty one, let through by the page's nonce, stands in its place.
 */
export function keepViewerStylesOut(): void {
  if (document.querySelector(`style[${mark}]`)) return;
  const empty = document.createElement('style');
  empty.nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  empty.setAttribute(mark, '');
  document.head.append(empty);
}
