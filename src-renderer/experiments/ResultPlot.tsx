import type { ReactNode } from 'react';
import type { ExperimentResult } from '#shared/contract/experimentCommands.ts';
import { shellBridge } from '../bridge/shellBridge.ts';
import { showFailure } from '../shell/failureLog.ts';
import { experimentTexts as texts } from '../texts/experiments.ts';
import { Button } from '../ui/Button.tsx';

/** A plot on white paper, whatever the window's colours; its figures stand in the table above. */
export function ResultPlot({ name, svg, title }: ExperimentResult['plots'][number]): ReactNode {
  const save = (): void => { void shellBridge.save(`${name}.svg`, 'image/svg+xml', new TextEncoder().encode(svg)).catch(showFailure); };
  return (
    <figure className="resultPlot">
      <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={title} />
      <figcaption>{title} <Button kind="quiet" onPress={save} aria-label={texts.save(title)}>{texts.saveShort}</Button></figcaption>
    </figure>
  );
}
