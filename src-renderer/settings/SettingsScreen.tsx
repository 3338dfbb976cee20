import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/settingsCommands.ts';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { settingsTexts } from '../texts/settings.ts';
import { AboutSection } from './AboutSection.tsx';
import { ClassKeysSection } from './ClassKeysSection.tsx';
import { CountingSection } from './CountingSection.tsx';
import { DiagnosticsSection } from './DiagnosticsSection.tsx';
import { LaboratorySection } from './LaboratorySection.tsx';
import { MachineSection } from './MachineSection.tsx';
import { OwnClassesSection } from './OwnClassesSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { RangesSection } from './RangesSection.tsx';
import { LeftOutSettings } from './LeftOutSettings.tsx';
import type { SectionName } from './SettingsSection.tsx';
import { StorageSection } from './StorageSection.tsx';
import { ThresholdsSection } from './ThresholdsSection.tsx';
import './settings.css';

const names = Object.keys(settingsTexts.sections) as SectionName[];

/** Goes to a section without touching the address, which holds the place of the window. */
function goToSection(name: SectionName): void {
  const title = document.getElementById(`settings-${name}-title`);
  title?.scrollIntoView({ block: 'start' });
  title?.focus({ preventScroll: true });
}

function Sections({ settings }: { readonly settings: Settings }): ReactNode {
  return (
    <>
      <PeopleSection settings={settings} />
      <LaboratorySection settings={settings} />
      <OwnClassesSection settings={settings} />
      <ClassKeysSection settings={settings} />
      <CountingSection settings={settings} />
      <ThresholdsSection settings={settings} />
      <RangesSection specimen="marrow" settings={settings} />
      <RangesSection specimen="blood" settings={settings} />
      <MachineSection settings={settings} />
      <StorageSection />
      <DiagnosticsSection />
      <AboutSection />
    </>
  );
}

/** All that a laboratory sets, and what the product says of itself. */
export function SettingsScreen(): ReactNode {
  const settings = useService('settings.get', {});
  return (
    <div className="settingsScreen">
      <nav className="settingsNames" aria-label={settingsTexts.title}>
        {names.map((name) => <button key={name} type="button" onClick={() => goToSection(name)}>{settingsTexts.sections[name]}</button>)}
      </nav>
      <main className="settingsSections">
        <h1>{settingsTexts.title}</h1>
        <LeftOutSettings />
        <Answer of={settings}>{(read) => <Sections settings={read} />}</Answer>
      </main>
    </div>
  );
}
