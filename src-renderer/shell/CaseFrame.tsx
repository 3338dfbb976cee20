import { Suspense, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { CaseDetail, CaseSummary } from '#shared/contract/caseCommands.ts';
import { useService } from '../bridge/useService.ts';
import { readingOfUser } from '../session/readingOfUser.ts';
import { useSession } from '../session/session.ts';
import { commonTexts } from '../texts/common.ts';
import { shellTexts } from '../texts/shell.ts';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import { useKeys } from '../ui/useKeys.ts';
import { CountAllTheSameDialog } from '../worklist/CountAllTheSameDialog.tsx';
import { hasFailed } from '../worklist/countState.ts';
import { CountFailure } from '../worklist/CountFailure.tsx';
import { Answer } from './Answer.tsx';
import { CaseHead } from './CaseHead.tsx';
import { caseScreenComponents } from './caseScreens.ts';
import { DriftHint } from './DriftHint.tsx';
import { useNavigation } from './navigation.ts';
import { caseScreens } from './place.ts';
import type { CaseScreen } from './place.ts';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { SlideProblems } from './SlideProblems.tsx';
import { UndoButtons } from './UndoButtons.tsx';

function OpenCase({ detail, screen }: { readonly detail: CaseDetail; readonly screen: CaseScreen }): ReactNode {
  const { open } = useNavigation();
  const { user, chosenReading } = useSession();
  const reading = readingOfUser(detail.readings, user.name, chosenReading);
  const [doubted, setDoubted] = useState<CaseSummary>();
  const caseId = detail.summary.id;
  const reader = detail.readings.find((known) => known.reading === reading)?.reader;
  useKeys(useMemo(() => caseScreens.map((target, i) => ({
    keys: `Alt+${i + 1}`, label: shellTexts.tabs[target], group: shellTexts.keyGroups.places, run: () => open({ screen: target, caseId }),
  })), [open, caseId]));

  return (
    <>
      <CaseHead detail={detail} />
      {hasFailed(detail.summary) && <div className="frameNotices"><CountFailure summary={detail.summary} onCountAllTheSame={setDoubted} /></div>}
      {doubted && <CountAllTheSameDialog summary={doubted} onClose={() => setDoubted(undefined)} />}
      <SlideProblems slides={detail.slides} />
      {/* Who reads a second time reads blind: how far machine and first reader agree must not be seen. */}
      {!detail.summary.isSample && reading !== 'second' && <DriftHint key={caseId} caseId={caseId} />}
      <Tabs className="caseTabs" selectedKey={screen} onSelectionChange={(target) => { if (target !== screen) open({ screen: target as CaseScreen, caseId }); }}>
        <div className="caseBar">
          <TabList aria-label={shellTexts.caseScreens} className="tabList">
            {caseScreens.map((target, i) => <Tab key={target} id={target} className="tab">{shellTexts.tabs[target]} <ShortcutHint keys={`Alt+${i + 1}`} /></Tab>)}
          </TabList>
          <span className="quiet">{reader === undefined ? commonTexts.readings[reading] : `${commonTexts.readings[reading]}: ${reader}`}</span>
          <UndoButtons caseId={caseId} reading={reading} isSigned={detail.summary.isSigned} />
        </div>
        {caseScreens.map((target) => {
          const Screen = caseScreenComponents[target];
          return (
            <TabPanel key={target} id={target} className="tabPanel">
              {/* A reading of its own is a screen of its own: nothing of another reader's may stay in it. */}
              <ScreenBoundary key={`${caseId} ${reading}`}>
                <Suspense fallback={<p className="screenMessage quiet" role="status">{commonTexts.loading}</p>}><Screen detail={detail} reading={reading} /></Suspense>
              </ScreenBoundary>
            </TabPanel>
          );
        })}
      </Tabs>
    </>
  );
}

/** An open case: its head, and its screens as tabs. */
export function CaseFrame({ caseId, screen }: { readonly caseId: number; readonly screen: CaseScreen }): ReactNode {
  const detail = useService('cases.get', { caseId }, { looksAtFiles: true });
  return <main className="caseFrame"><Answer of={detail}>{(read) => <OpenCase detail={read} screen={screen} />}</Answer></main>;
}
