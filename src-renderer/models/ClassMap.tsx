import type { ReactNode } from 'react';
import type { ResultOf } from '#shared/contract/contract.ts';
import type { ProductClassCode } from '#shared/taxonomy/cellClasses.ts';
import { cellClass, productClassCodes } from '#shared/taxonomy/cellClasses.ts';
import { modelTexts } from '../texts/models.ts';

const texts = modelTexts.importing;

interface ClassMapProps {
  readonly classes: ResultOf<'models.readForImport'>['classes'];
  readonly map: Readonly<Record<string, ProductClassCode>>;
  readonly onChange: (map: Readonly<Record<string, ProductClassCode>>) => void;
}

/** The laboratory's class for each of a maker's names, as it will be used: also a name that is one of ours may mean another here. */
export function ClassMap({ classes, map, onChange }: ClassMapProps): ReactNode {
  if (classes.length === 0) return <p className="quiet">{texts.knownClasses}</p>;
  return (
    <fieldset className="classMap">
      <legend>{texts.classes}</legend>
      <p className="quiet">{texts.classesHint}</p>
      <ul>
        {classes.map(({ name }) => (
          <li key={name}>
            <span className="classMapName">{name}</span>
            <select className="fieldControl" aria-label={texts.classOf(name)} value={map[name] ?? ''} aria-invalid={map[name] === undefined || undefined} onChange={(event) => {
              const code = productClassCodes.find((candidate) => candidate === event.target.value);
              const others = Object.fromEntries(Object.entries(map).filter(([theirs]) => theirs !== name));
              onChange(code ? { ...others, [name]: code } : others);
            }}>
              <option value="">{texts.choosePlease}</option>
              {productClassCodes.map((code) => <option key={code} value={code}>{code} {cellClass(code).name}</option>)}
            </select>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
