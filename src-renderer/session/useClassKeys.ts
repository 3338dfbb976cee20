import { useMemo } from 'react';
import { classCodes, cellClass } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useService } from '../bridge/useService.ts';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';

/** The key of each class as the laboratory has set them; classes without one are left out. */
export function useClassKeyTable(): ReadonlyMap<ClassCode, string> {
  const { data } = useService('settings.get', {});
  return useMemo(() => new Map(classCodes.flatMap((code) => (data?.classKeys[code] ? [[code, data.classKeys[code]] as const] : []))), [data]);
}

/** Calls `name` with a class when its key goes down, as long as the component is there and `enabled`. */
export function useClassKeys(group: string, name: (code: ClassCode) => void, enabled = true): void {
  const keys = useClassKeyTable();
  const bindings = useMemo((): KeyBinding[] => [...keys].map(([code, key]) => ({ keys: key, isFixed: true, label: `${cellClass(code).name} (${code})`, group, run: () => name(code) })), [keys, group, name]);
  useKeys(bindings, { enabled });
}
