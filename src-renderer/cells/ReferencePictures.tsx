import type { ReactNode } from 'react';
import type { Reading } from '#shared/contract/parts.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { pictureUrl } from '../bridge/serviceClient.ts';
import { useService } from '../bridge/useService.ts';

/** Cells of a class to compare with: reviewed ones of this laboratory, drawn ones until there are some. Nothing while they are on their way. */
export function ReferencePictures({ code, caseId, reading, most }: { readonly code: ClassCode; readonly caseId: number; readonly reading: Reading; readonly most: number }): ReactNode {
  const { data } = useService('cells.references', { code, caseId, reading });
  return (
    <span className="machineCallReferences">
      {data?.pictures.slice(0, most).map(({ number, kind, caption }) => (
        // The cells themselves come first.
        <img key={`${kind}${number}`} fetchPriority="low" data-kind={kind} src={pictureUrl('pictures.reference', { code, number })} alt={caption} title={caption} draggable={false} />
      ))}
    </span>
  );
}
