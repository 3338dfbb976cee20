import type { ReactNode } from 'react';
import { useService } from '../bridge/useService.ts';
import { Answer } from '../shell/Answer.tsx';
import { commonTexts } from '../texts/common.ts';
import { settingsTexts } from '../texts/settings.ts';
import { SettingsSection } from './SettingsSection.tsx';

/** What the product is and is not, its version, and its models with what their cards doubt. */
export function AboutSection(): ReactNode {
  const about = useService('settings.about', {});
  return (
    <SettingsSection name="about">
      <Answer of={about}>{({ version, models }) => (
        <>
          <p><strong>{settingsTexts.version(version)}</strong>. {settingsTexts.aboutSentence}</p>
          <p className="disclaimer">{commonTexts.decisionSupport}</p>
          <h3>{settingsTexts.models}</h3>
          <ul className="modelList">
            {models.map((model) => (
              <li key={model.sha256}>
                <strong>{model.name}</strong> {model.version} <span className="quiet">{model.role}</span>
                <div className="quiet hash">SHA-256 {model.sha256}</div>
                {model.doubts.length === 0 ? <p className="quiet">{settingsTexts.noDoubts}</p> : <><div>{settingsTexts.doubts}:</div><ul>{model.doubts.map((doubt) => <li key={doubt}>{doubt}</li>)}</ul></>}
              </li>
            ))}
          </ul>
        </>
      )}</Answer>
    </SettingsSection>
  );
}
