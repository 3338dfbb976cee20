import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExperimentResult } from '#shared/contract/experimentCommands.ts';
import { saveToFile } from '../bridge/saveToFile.ts';
import { showFailure } from '../shell/failureLog.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';

/** A plot on white paper, whatever the window's colours; its figures stand in the table above. */
export function ResultPlot({ name, svg, title }: ExperimentResult['plots'][number]): ReactNode {
  const [told, setTold] = useState<string>();
  const save = (): void => { saveToFile(`${name}.svg`, 'image/svg+xml', new TextEncoder().encode(svg)).then(setTold, showFailure); };
  return (
    <figure className="resultPlot">
      <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={title} />
      <figcaption>{title} <Button kind="quiet" onPress={save} aria-label={texts.save(title)}>{texts.saveShort}</Button> <span role="status" className="quiet">{told}</span></figcaption>
    </figure>
  );
}
