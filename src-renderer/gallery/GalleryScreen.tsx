import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { useCaseCells } from '../cells/useCaseCells.ts';
import { useCellActs } from '../cells/useCellActs.ts';
import type { CaseScreenProps } from '../shell/caseScreenProps.ts';
import { cellTexts } from '../texts/cells.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Gallery } from './Gallery.tsx';
import './gallery.css';
import { Review } from './Review.tsx';

/** The cells of a case as pictures: all of them by class, or one after the other, doubtful first. */
export function GalleryScreen({ detail, reading }: CaseScreenProps): ReactNode {
  const shown = useCaseCells(detail.summary.id, reading);
  const acts = useCellActs(shown);
  const [isReviewing, setReviewing] = useState(false);
  const leaveReview = useCallback(() => { setReviewing(false); }, []);
  const isReadOnly = detail.summary.isSigned || detail.readings.some((known) => known.reading === reading && known.finishedAt !== undefined);

  if (shown.state === 'failed') {
    return <div className="screenMessage"><Notice sentence={shown.failure?.sentence ?? cellTexts.notLoaded} remedy={shown.failure?.remedy} actions={<Button onPress={shown.reload}>{cellTexts.tryAgain}</Button>} /></div>;
  }
  if (shown.state === 'loading') return <p className="screenMessage quiet" role="status">{cellTexts.loading}</p>;
  return isReviewing && !isReadOnly
    ? <Review detail={detail} shown={shown} acts={acts} onLeave={leaveReview} />
    : <Gallery detail={detail} shown={shown} acts={acts} isReadOnly={isReadOnly} onReview={() => { setReviewing(true); }} />;
}
