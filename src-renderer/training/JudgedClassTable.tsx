import type { ReactNode } from 'react';
import type { JudgedClass } from '#shared/evaluation/judgeCandidate.ts';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import { trainingTexts } from '../texts/training.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';

const texts = trainingTexts.result;

/** Trainings of earlier versions did not tell what may be chance. */
type ShownClass = Omit<JudgedClass, 'mayBeWorse'> & Partial<Pick<JudgedClass, 'mayBeWorse'>>;

/** Each class with enough held-out cells under both models; a class that became worse, or may be, says so in words. */
export function JudgedClassTable({ classes }: { readonly classes: readonly ShownClass[] }): ReactNode {
  return (
    <table className="figureTable">
      <caption>{texts.perClass}<span className="quiet"> {texts.tooFew}</span></caption>
      <thead><tr>{[texts.columns.class, texts.columns.cells, texts.columns.current, texts.columns.candidate, texts.columns.change].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
      <tbody>
        {classes.map(({ code, cells, current, candidate, isWorse, mayBeWorse }) => (
          <tr key={code} data-worse={isWorse || undefined}>
            <th scope="row">{isClassCode(code) ? <ClassLetter code={code} withName /> : code}</th>
            <td>{cells}</td><td>{current.toFixed(2)}</td><td>{candidate.toFixed(2)}</td>
            <td>{candidate >= current ? '+' : '−'}{Math.abs(candidate - current).toFixed(2)}{isWorse ? <strong> {texts.worse}</strong> : mayBeWorse && ` ${texts.mayBeWorse}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
