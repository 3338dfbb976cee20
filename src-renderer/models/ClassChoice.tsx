import type { ReactNode } from 'react';
import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellClass, productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { modelTexts } from '../texts/models.ts';
import { CheckField } from '../ui/CheckField.tsx';

interface ClassChoiceProps {
  readonly chosen: readonly ProductClassCode[];
  /** Why what is chosen can't be used. */
  readonly problem?: string;
  readonly onChange: (chosen: readonly ProductClassCode[]) => void;
}

/** Which classes a network shall name, in the order of the report. */
export function ClassChoice({ chosen, problem, onChange }: ClassChoiceProps): ReactNode {
  const change = (code: ProductClassCode, isChosen: boolean): void => { onChange(productClassCodes.filter((each) => (each === code ? isChosen : chosen.includes(each)))); };
  return (
    <fieldset className="classMap classChoice">
      <legend>{modelTexts.building.classes}</legend>
      <p className="quiet">{modelTexts.building.classesHint}</p>
      <ul>
        {productClassCodes.filter((code) => code !== 'UNK').map((code) => (
          <li key={code}><CheckField label={`${code} ${cellClass(code).name}`} checked={chosen.includes(code)} onChange={(isChosen) => change(code, isChosen)} /></li>
        ))}
      </ul>
      <p role="status" className="fieldProblem">{problem ?? ''}</p>
    </fieldset>
  );
}
