import type { ReactNode } from 'react';
import type { SlideDescription } from '#shared/contract/caseCommands.ts';
import { slideTexts } from '../texts/slide.ts';
import { qualityLook } from './qualityLook.ts';

/** What the colours and letters of the quality map mean, and how much of the slide each kind takes. */
export function QualityLegend({ qualityMap }: { readonly qualityMap: SlideDescription['qualityMap'] }): ReactNode {
  const shares = new Map<string, number>();
  for (const kind of qualityMap?.kinds ?? []) if (kind !== '') shares.set(kind, (shares.get(kind) ?? 0) + 1);
  const all = [...shares.values()].reduce((sum, count) => sum + count, 0);
  return (
    <section className="sidePart" aria-label={slideTexts.qualityLegend}>
      <h2>{slideTexts.qualityLegend}</h2>
      {all === 0 && <p className="quiet">{slideTexts.noQualityMap}</p>}
      <ul className="legend">
        {[...shares].sort(([, one], [, other]) => other - one).map(([kind, count]) => {
          const { fill, letter, words } = qualityLook(kind);
          return (
            <li key={kind}>
              <span className="legendSample" style={{ backgroundImage: `linear-gradient(${fill}, ${fill})` }}>{letter}</span>
              <span>{words}</span>
              <span className="figures quiet">{Math.round((100 * count) / all)} %</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
