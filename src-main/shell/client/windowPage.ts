/** Where a window's page may reach beyond its own origin. Each is a list of CSP sources. */
export interface PageReach { readonly pictures?: readonly string[]; readonly sockets?: readonly string[] }

/**
 * The content security policy of the window's page: code and styles from the program's own files alone, nothing inline but
 * styles that carry this page's nonce (the interface library writes one), no frames, no forms, nothing remote.
 */
export function contentSecurityPolicy(nonce: string, { pictures = [], sockets = [] }: PageReach = {}): string {
  return [
    `default-src 'none'`, `script-src 'self' 'wasm-unsafe-eval'`, `style-src 'self' 'nonce-${nonce}'`, `style-src-attr 'none'`, `font-src 'self'`,
    // blob: and data: are made by the window itself: the report's pages, the viewer's tiles.
    ['img-src', `'self'`, 'blob:', 'data:', ...pictures].join(' '), ['connect-src', `'self'`, ...pictures, ...sockets].join(' '),
    `media-src 'self'`, `worker-src 'self'`, `manifest-src 'none'`, `object-src 'none'`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`,
  ].join('; ');
}

/** The page with its nonce where the interface library looks for it. */
export function pageWithNonce(html: string, nonce: string): string {
  return html.replace('</head>', `  <meta property="csp-nonce" nonce="${nonce}">\n  </head>`);
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', mjs: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8',
  json: 'application/json', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', ico: 'image/x-icon', woff2: 'font/woff2', wasm: 'application/wasm',
  pfb: 'application/octet-stream', ttf: 'font/ttf', bcmap: 'application/octet-stream', icc: 'application/octet-stream',
};

/** The media type of one of the page's files, by its ending; undefined where a page has no such file. */
export function typeOfPageFile(name: string): string | undefined {
  return types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
}
