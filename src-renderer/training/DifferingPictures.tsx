import type { ReactNode } from 'react';
import type { DifferingCell } from '#shared/contract/trainingCommands.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellClass, isClassCode } from '#shared/taxonomy/cellClasses.ts';
import { classesOfLabel } from '#shared/taxonomy/labelSets.ts';
import type { LabelCode } from '#shared/taxonomy/labelSets.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { useNavigation } from '../shell/navigation.ts';
import { trainingTexts } from '../texts/training.ts';
import { Button } from '../ui/Button.tsx';
import { ClassLetter } from '../ui/ClassLetter.tsx';

const texts = trainingTexts.result;

const signs = { right: '✓', wrong: '✗', unnamed: '?' } as const;

interface DifferingPicturesProps { readonly trainingId: number; readonly cells: readonly DifferingCell[]; readonly inAll: number; readonly hidden: number }

/** The held-out cells that the two models name otherwise, as pictures with all three calls. */
export function DifferingPictures({ trainingId, cells, inAll, hidden }: DifferingPicturesProps): ReactNode {
  const { open } = useNavigation();
  if (cells.length === 0) return <p>{hidden > 0 ? texts.hiddenDiffering(hidden) : texts.noDiffering}</p>;
  return (
    <section aria-label={texts.differing}>
      <h4 className="trainingSubtitle">{texts.differing} <span className="quiet">{texts.differingHint(cells.length, inAll - hidden)}</span></h4>
      {hidden > 0 && <p>{texts.hiddenDiffering(hidden)}</p>}
      <ul className="differingPictures">
        {cells.map(({ number, truth, current, candidate, caseId, cellId, from }) => (
          <li key={number}>
            <img src={pictureUrl('pictures.training', { trainingId, number })} alt={texts.describe(nameOf(truth), nameOf(current), nameOf(candidate))} loading="lazy" />
            <dl>
              <div><dt>{texts.reader}</dt><dd>{isClassCode(truth) ? <ClassLetter code={truth} /> : truth}</dd></div>
              <Call name={texts.current} code={current} truth={truth} />
              <Call name={texts.candidate} code={candidate} truth={truth} />
            </dl>
            {caseId !== undefined && cellId !== undefined ? <Button kind="quiet" onPress={() => open({ screen: 'slide', caseId, cellId })}>{texts.openCell}</Button> : <span className="quiet">{from}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Call({ name, code, truth }: { readonly name: string; readonly code: ClassCode; readonly truth: LabelCode }): ReactNode {
  const kind = code === 'UNK' ? 'unnamed' : classesOfLabel(truth).includes(code) ? 'right' : 'wrong';
  return <div><dt>{name}</dt><dd><ClassLetter code={code} isMachineCall /> <span className="callJudged" data-kind={kind}>{signs[kind]} {texts[kind]}</span></dd></div>;
}

const nameOf = (label: LabelCode): string => (isClassCode(label) ? cellClass(label).name : label);
