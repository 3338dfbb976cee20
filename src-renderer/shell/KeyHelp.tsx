import { useState } from 'react';
import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { prefer } from '../session/windowPreferences.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useKeyExchange } from '../ui/keyExchange.ts';
import { keysInForce, keysOf } from '../ui/keyRegistry.ts';
import type { KeyBinding } from '../ui/keyRegistry.ts';
import { Notice } from '../ui/Notice.tsx';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';
import { KeyCap } from './KeyCap.tsx';

/** The keys as they were in force when the list was asked for: a dialogue silences them. */
const bindingsInForce = (): KeyBinding[] => keysInForce();

/** By heading, without those that a later one hides. */
function groupsOf(bindings: readonly KeyBinding[]): [string, KeyBinding[]][] {
  const groups = new Map<string, KeyBinding[]>();
  const taken = new Set<string>();
  for (const binding of bindings) {
    if (keysOf(binding).every((key) => taken.has(key))) continue;
    for (const key of keysOf(binding)) taken.add(key);
    groups.set(binding.group, [...(groups.get(binding.group) ?? []), binding]);
  }
  return [...groups];
}

/** The list of all keys that work where the person is. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [bindings] = useState(bindingsInForce);
  const [problem, setProblem] = useState('');
  const exchange = useKeyExchange();
  const groups = groupsOf(bindings);
  return (
    <Dialog title={shellTexts.keys} width="wide" onClose={onClose}>
      <div className="keyHelp">
        {groups.map(([group, ofGroup]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {ofGroup.map((binding) => (
                <div key={binding.label}>
                  <dt>{keysOf(binding).map((key) => (binding.isFixed
                    ? <span key={key}><ShortcutHint keys={key} isFixed /><span className="visuallyHidden">{key} </span></span>
                    : <KeyCap key={key} pressed={key} label={binding.label} onProblem={setProblem} />))}</dt>
                  <dd>{binding.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {problem !== '' && <Notice sentence={problem} onDismiss={() => setProblem('')} />}
      <p className="quiet">{shellTexts.keysHint}</p>
      {Object.keys(exchange).length > 0 && <Button onPress={() => prefer({ keys: {} })}>{shellTexts.keysAsDelivered}</Button>}
    </Dialog>
  );
}
