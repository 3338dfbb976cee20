import { useState } from 'react';
import type { ReactNode } from 'react';
import { shellTexts } from '../texts/shell.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { keysInForce, keysOf } from '../ui/keyRegistry.ts';
import type { KeyBinding } from '../ui/keyRegistry.ts';
import { ShortcutHint } from '../ui/ShortcutHint.tsx';

/** The keys as they were in force when the list was asked for, by heading, without those that a later one hides. */
function groupsInForce(): [string, KeyBinding[]][] {
  const groups = new Map<string, KeyBinding[]>();
  const taken = new Set<string>();
  for (const binding of keysInForce()) {
    if (keysOf(binding).every((key) => taken.has(key))) continue;
    for (const key of keysOf(binding)) taken.add(key);
    groups.set(binding.group, [...(groups.get(binding.group) ?? []), binding]);
  }
  return [...groups];
}

/** The list of all keys that work where the person is. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [groups] = useState(groupsInForce);
  return (
    <Dialog title={shellTexts.keys} width="wide" onClose={onClose}>
      <div className="keyHelp">
        {groups.map(([group, bindings]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {bindings.map((binding) => (
                <div key={binding.label}>
                  <dt>{keysOf(binding).map((key) => <span key={key}><ShortcutHint keys={key} /><span className="visuallyHidden">{key} </span></span>)}</dt>
                  <dd>{binding.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet">{shellTexts.keysHint}</p>
    </Dialog>
  );
}
