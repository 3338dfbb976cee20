import type { Library } from '#main/store/library.ts';
import type { OpenSmear } from './openSmears.ts';
import { slideChanged } from './openSmears.ts';

/** Throws `slide-changed` where an unfinished count knows other content at the path of one of these slides. */
export function mustGoOnWithTheSame(library: Library, smears: readonly OpenSmear[]): void {
  for (const { path, hash } of smears) {
    const known = library.slides.newestAtPath(path);
    if (known && known.hash !== hash && known.unfinished) throw slideChanged(path);
  }
}
