import { useMemo } from 'react';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { useService } from '../bridge/useService.ts';
import { useClassBook } from '../ui/classBook.ts';
import { useKeys } from '../ui/useKeys.ts';
import type { KeyBinding } from '../ui/useKeys.ts';

/** The key of each class as the laboratory has set them; classes without one are left out. */
export function useClassKeyTable(): ReadonlyMap<ClassCode, string> {
  const { data } = useService('settings.get', {});
  const { codes } = useClassBook();
  return useMemo(() => new Map(codes.flatMap((code) => (data?.classKeys[code] ? [[code, data.classKeys[code]] as const] : []))), [data, codes]);
}

/** Calls `name` with a class when its key goes down, as long as the component is there and `enabled`. */
export function useClassKeys(group: string, name: (code: ClassCode) => void, enabled = true): void {
  const keys = useClassKeyTable();
  const { nameOf, lettersOf } = useClassBook();
  const bindings = useMemo((): KeyBinding[] => [...keys].map(([code, key]) => ({ keys: key, isFixed: true, label: `${nameOf(code)} (${lettersOf(code)})`, group, run: () => name(code) })), [keys, nameOf, lettersOf, group, name]);
  useKeys(bindings, { enabled });
}
