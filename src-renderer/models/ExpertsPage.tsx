import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import { cellClass } from '#shared/taxonomy/cellClasses.ts';
import { useLongService } from '../bridge/useLongService.ts';
import { useService } from '../bridge/useService.ts';
import { useSession } from '../session/session.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { expertTexts } from '../texts/experts.ts';
import { Button } from '../ui/Button.tsx';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Progress } from '../ui/Progress.tsx';

type Offers = ResultOf<'models.experts'>;

/** Which neighbouring stages are confused most, and the offer to train an expert for two of them. */
export function ExpertsPage({ isPerson, onShow }: { readonly isPerson: boolean; readonly onShow: (name: string) => void }): ReactNode {
  const offers = useService('models.experts', {}, { looksAtFiles: true });
  return (
    <>
      <h2>{expertTexts.title}</h2>
      <Answer of={offers}>{(answer) => <Pairs offers={answer} isPerson={isPerson} onShow={onShow} />}</Answer>
    </>
  );
}

function Pairs({ offers: { classifier, on, pairs, needed }, isPerson, onShow }: { readonly offers: Offers; readonly isPerson: boolean; readonly onShow: (name: string) => void }): ReactNode {
  const { user } = useSession();
  const { progress, result, failure, run, stop } = useLongService('models.trainExpert', expertTexts.training);
  return (
    <>
      <p>{expertTexts.explain(classifier)}</p>
      {on !== undefined && <p className="quiet">{expertTexts.on(on)}</p>}
      {progress && <div className="buttonRow"><Progress {...progress} /><Button onPress={stop}>{commonTexts.cancel}</Button></div>}
      {failure && <Notice sentence={failure.sentence} remedy={failure.remedy} />}
      {result && <Notice kind="plain" sentence={result.name === undefined ? expertTexts.notKept(result.rightWithout, result.rightWith, result.cells) : expertTexts.kept(result.name, result.rightWithout, result.rightWith, result.cells)} />}
      {pairs.length === 0
        ? <p className="quiet">{expertTexts.none(classifier)}</p>
        : (
          <table className="figureTable">
            <thead><tr><th scope="col">{expertTexts.pair}</th><th scope="col">{expertTexts.confused}</th><th scope="col">{expertTexts.interval}</th><th scope="col">{expertTexts.reviewed}</th><th scope="col">{expertTexts.expert}</th></tr></thead>
            <tbody>
              {pairs.map(({ classes, confused, cells, interval, reviewed, expert }) => (
                <tr key={classes.join()}>
                  <th scope="row">{classes.map((code) => <ClassLetter key={code} code={code} withName />)}</th>
                  <td>{expertTexts.confusedOf(confused, cells)}</td>
                  <td className="quiet">{`${Math.round(100 * interval.lower)} – ${Math.round(100 * interval.upper)} %`}</td>
                  <td>{expertTexts.reviewedOf(...reviewed)}</td>
                  <td>
                    {expert !== undefined ? <Button kind="quiet" onPress={() => onShow(expert)}>{expert}</Button>
                      : Math.min(...reviewed) < needed ? <span className="quiet">{expertTexts.tooFew(needed)}</span>
                        : <Button isDisabled={!isPerson || progress !== undefined} aria-label={expertTexts.trainFor(cellClass(classes[0]).name, cellClass(classes[1]).name)} onPress={() => void run({ classes, by: user.name })}>{expertTexts.train}</Button>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </>
  );
}
