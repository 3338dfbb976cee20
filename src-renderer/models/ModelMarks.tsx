import type { ReactNode } from 'react';
import type { InstalledModel } from '#shared/contract/modelCommands.ts';
import { modelTexts } from '../texts/models.ts';

/** What a model is, in a few words: what it does, whose it is, whether it works in new cases. */
export function ModelMarks({ model: { kind, isOwn, isInUse, isCalibrated, isUntrained } }: { readonly model: InstalledModel }): ReactNode {
  return (
    <span className="modelMarks">
      <span className="quiet">{modelTexts.kinds[kind]} · {isOwn ? modelTexts.own : modelTexts.shipped}</span>
      {isInUse && <span className="modelMark" data-kind="inUse">{modelTexts.inUse}</span>}
      {isCalibrated === false && <span className="modelMark" data-kind="warning">{isUntrained ? modelTexts.untrained : modelTexts.uncalibrated}</span>}
    </span>
  );
}
