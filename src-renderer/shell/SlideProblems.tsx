import type { ReactNode } from 'react';
import type { SlideSummary } from '#shared/contract/caseCommands.ts';
import { useServiceAct } from '../bridge/useService.ts';
import { shellTexts } from '../texts/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { usePathChooser } from '../worklist/usePathChooser.tsx';

/** A slide that can't be read where it was: why, and the way to say where it is now. */
function SlideProblem({ slide }: { readonly slide: SlideSummary }): ReactNode {
  const move = useServiceAct('cases.moveSlide');
  // A folder of field pictures is a slide too (its format begins so).
  const { choose, dialog } = usePathChooser(([path]) => move.mutate({ slideId: slide.id, path }));
  return (
    <>
      <Notice sentence={slide.problem ?? ''} actions={<Button isDisabled={move.isPending} onPress={() => choose(slide.format.startsWith('Folder') ? 'folder' : 'slides')}>{shellTexts.whereIsIt(slide.name)}</Button>} />
      {move.error && <Notice sentence={move.error.sentence} remedy={move.error.remedy} onDismiss={move.reset} />}
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
