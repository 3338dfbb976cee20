import type { ReactNode } from 'react';
import { useService } from '../bridge/useService.ts';
import { settingsTexts } from '../texts/settings.ts';
import { Notice } from '../ui/Notice.tsx';

/** Says which settings and limits are kept and don't hold: nothing that a laboratory has set may go in silence. */
export function LeftOutSettings(): ReactNode {
  const leftOut = useService('settings.leftOut', {}).data, texts = settingsTexts.leftOut;
  if (!leftOut) return null;
  return (
    <>
      {leftOut.settings.length > 0 && <Notice kind="warning" sentence={texts.settings(leftOut.settings.map((name) => texts.names[name]))} remedy={texts.settingsRemedy} />}
      {leftOut.limits.length > 0 && <Notice kind="warning" sentence={texts.limits(leftOut.limits)} remedy={texts.limitsRemedy} />}
    </>
  );
}
