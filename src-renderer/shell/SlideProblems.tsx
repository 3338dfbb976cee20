import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SlideSummary } from '#shared/contract/caseCommands.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';

/** A slide that can't be read where it was: why, and the way to say where it is now. The whole slide is read to know that it is the same. */
function SlideProblem({ slide }: { readonly slide: SlideSummary }): ReactNode {
  const { progress, failure, run, stop } = useLongService('cases.moveSlide', shellTexts.comparing);
  const [putAway, setPutAway] = useState<ServiceFailure>();
  // A folder of field pictures is a slide too (its format begins so).
  const { choose, dialog } = usePathChooser(([path]) => void run({ slideId: slide.id, path }));
  return (
    <>
      <Notice sentence={slide.problem ?? ''} actions={progress
        ? <><Progress {...progress} /><Button onPress={stop}>{commonTexts.cancel}</Button></>
        : <Button onPress={() => choose(slide.format.startsWith('Folder') ? 'folder' : 'slides')}>{shellTexts.whereIsIt(slide.name)}</Button>} />
      {failure && failure !== putAway && <Notice sentence={failure.sentence} remedy={failure.remedy} onDismiss={() => setPutAway(failure)} />}
      {dialog}
    </>
  );
}

/** The slides of a case that can't be read now. Nothing where all can. */
export function SlideProblems({ slides }: { readonly slides: readonly SlideSummary[] }): ReactNode {
  const unreadable = slides.filter(({ problem }) => problem !== undefined);
  if (unreadable.length === 0) return null;
  return <div className="frameNotices">{unreadable.map((slide) => <SlideProblem key={slide.id} slide={slide} />)}</div>;
}
