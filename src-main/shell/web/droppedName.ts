/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Bytes: the least that file systems take, with room for an ending of our own. */
const longestName = 200;
/** Folders of a slide's parts nest a level or two. */
const deepest = 6;

/**
 * The path below its folder under which a dropped file is kept, in safe parts: no way out of the folder, no hidden, reserved
 * or unprintable names. Undefined where nothing is left of it.
 */
export function droppedParts(given: string): string[] | undefined {
  const parts = given.split(/[/\\]/).map(safeName);
  if (parts.length > deepest || parts.some((part) => !part)) return undefined;
  return parts;
}

function safeName(given: string): string {
  let name = given.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  if (reserved.test(name)) name = `_${name}`;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(stem + ending) > longestName) stem = [...stem].slice(0, -1).join('');
  return stem + ending;
}
