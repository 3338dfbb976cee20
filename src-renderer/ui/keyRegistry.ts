import { pressedFor } from './keyExchange.ts';
import { belongsToFocus, isKey } from './keyMatch.ts';

/** One key of the keyboard and what it does, for as long as the part of the window that set it is there. */
export interface KeyBinding {
  /** One key, or several that do the same: `n`, `Ctrl+Z`, `['ArrowRight', 'Tab']`. */
  readonly keys: string | readonly string[];
  /** Set elsewhere, as the classes' keys are in the settings: not to be exchanged. */
  readonly isFixed?: boolean;
  /** What it does, for the list of keys. */
  readonly label: string;
  /** Heading of the list of keys under which it stands. */
  readonly group: string;
  /**
   * Goes on as long as the key is held down, as a step or a zoom does. Left out for all that acts: a key that is held names, accepts,
   * deletes, counts or takes back once, and never what nobody has looked at.
   */
  readonly repeats?: boolean;
  run(event: KeyboardEvent): void;
}

interface Layer { readonly bindingsNow: () => readonly KeyBinding[]; readonly depth: number }

const layers: Layer[] = [];
/** Dialogs open, one upon the other. Keys set outside the topmost are silent. */
let openDialogs = 0;

/** The keys to press for a binding, after what was exchanged. */
export function keysOf({ keys, isFixed }: KeyBinding): readonly string[] {
  const written = typeof keys === 'string' ? [keys] : keys;
  return isFixed ? written : written.map(pressedFor);
}

/**
 * Puts keys into force until the function it gives is called. `bindingsNow` is asked at each key, so that keys may change and keep
 * their place among the others. `depth`: the number of dialogs around them.
 */
export function addKeys(bindingsNow: () => readonly KeyBinding[], depth: number): () => void {
  const layer: Layer = { bindingsNow, depth };
  layers.push(layer);
  return () => { layers.splice(layers.indexOf(layer), 1); };
}

/** A dialog has opened; the function says that it has closed. */
export function openDialog(): () => void {
  openDialogs++;
  return () => { openDialogs--; };
}

/** Keys in force at a depth, the latest set first. */
export function keysInForce(depth = openDialogs): KeyBinding[] {
  return layers.filter((layer) => layer.depth === depth).toReversed().flatMap(({ bindingsNow }) => bindingsNow());
}

/** Whether what is typed there is text. */
export function isTextField(target: EventTarget | null): boolean {
  const field = target as { readonly tagName?: string; readonly type?: string; readonly isContentEditable?: boolean } | null;
  if (!field?.tagName) return false;
  if (field.isContentEditable || field.tagName === 'TEXTAREA' || field.tagName === 'SELECT') return true;
  return field.tagName === 'INPUT' && !['checkbox', 'radio', 'button', 'submit', 'range', 'color', 'file'].includes(field.type ?? 'text');
}

/** Whether the key presses the control in focus. Those of the browser itself do not stop it on its way, as ours do. */
function pressesControl({ key, target }: KeyboardEvent): boolean {
  const { tagName } = (target ?? {}) as { readonly tagName?: string };
  return (key === 'Enter' || key === ' ') && tagName !== undefined && ['BUTTON', 'INPUT', 'SELECT', 'SUMMARY'].includes(tagName);
}

/** Takes the key if a binding for it is in force, and runs that, but while the key is held only one that repeats. Gives whether one was in force. */
export function pressKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || isTextField(event.target) || pressesControl(event)) return false;
  const binding = keysInForce().find((candidate) => keysOf(candidate).some((written) => isKey(event, written)));
  if (!binding) return false;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat || binding.repeats) binding.run(event);
  return true;
}

/**
 * Listens to a window's keyboard: letters before anything else, since lists would take them for a search; arrows, Enter and
 * Space after the control in focus, which stops them where it uses them.
 */
export function listenToKeys(window: Window): () => void {
  const early = (event: KeyboardEvent): void => { if (!belongsToFocus(event)) pressKey(event); };
  const late = (event: KeyboardEvent): void => { if (belongsToFocus(event)) pressKey(event); };
  window.addEventListener('keydown', early, { capture: true });
  window.addEventListener('keydown', late);
  return () => {
    window.removeEventListener('keydown', early, { capture: true });
    window.removeEventListener('keydown', late);
  };
}
