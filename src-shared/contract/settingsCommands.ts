import * as v from 'valibot';
import { ownClassCodes } from '../taxonomy/cellClasses.ts';
import { classCode, id, nothing, shortText, userName } from './parts.ts';

export const userRoles = ['hematologist', 'technologist'] as const;

const referenceRanges = v.object({ source: v.pipe(v.string(), v.maxLength(1000)), ranges: v.array(v.object({ row: v.string(), low: v.number(), high: v.number() })) });

/** All that a laboratory sets. Keys of the keyboard are single characters, one a class. */
export const settings = v.object({
  users: v.array(v.object({ name: userName, role: v.picklist(userRoles) })),
  laboratory: v.object({ name: shortText, department: shortText, address: shortText, telephone: shortText }),
  /** A picture file (PNG or JPEG) in base64, as it is kept: a JPEG of at most 800 × 400 px; empty for none. */
  logo: v.pipe(v.string(), v.maxLength(1_400_000), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
  classKeys: v.record(v.string(), v.pipe(v.string(), v.minLength(1), v.maxLength(1))),
  /** Classes that the laboratory has added. A place keeps its class once a cell bears it. */
  ownClasses: v.pipe(v.array(v.object({
    code: v.picklist(ownClassCodes), letters: v.pipe(v.string(), v.maxLength(3)), name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
    marrow: v.picklist(['counted', 'noted']), blood: v.picklist(['counted', 'per100', 'noted']),
  })), v.maxLength(ownClassCodes.length)),
  targets: v.object({ marrow: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), blood: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)) }),
  myeloidErythroid: v.picklist(['withMonocytes', 'withoutMonocytes']),
  unknownInDenominator: v.boolean(),
  neutrophilsCombined: v.boolean(),
  interval: v.picklist(['wilson', 'clopperPearson']),
  rounding: v.picklist(['addsTo100', 'eachNearest']),
  /** Limits that a result is watched at, percent of counted cells. */
  thresholds: v.array(v.object({ name: shortText, classes: v.array(classCode), percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) })),
  /** Reference ranges of marrow, percent (the ratio for M:E), with their source. */
  ranges: referenceRanges,
  /** Those of blood. */
  bloodRanges: referenceRanges,
  paper: v.picklist(['a4', 'letter']),
  provider: v.picklist(['auto', 'cpu', 'cuda', 'webgpu', 'dml']),
  sound: v.boolean(),
});
export type Settings = v.InferOutput<typeof settings>;
export type SettingName = keyof Settings;
export const settingNames = Object.keys(settings.entries) as SettingName[];

export const settingsCommands = {
  'settings.get': { arguments: nothing, result: settings },
  /** Settings that are kept and can't be used, and are as delivered until they are set again; and limits that are kept and can't be watched, by name. */
  'settings.leftOut': { arguments: nothing, result: v.object({ settings: v.array(v.picklist(settingNames)), limits: v.array(v.string()) }) },
  /** Changes the settings named, all or none. */
  'settings.set': { arguments: v.object({ settings: v.partial(settings) }), result: settings },
  /** Loads the models on each provider of this machine and compares them with the processor. Long. */
  'settings.testProvider': { arguments: nothing, result: v.object({ inUse: v.string(), tried: v.array(v.object({ provider: v.string(), works: v.boolean(), sentence: v.string() })) }) },
  'settings.about': {
    arguments: nothing,
    result: v.object({ version: v.string(), libraryPath: v.string(), libraryBytes: v.number(), models: v.array(v.object({ name: v.string(), version: v.string(), sha256: v.string(), role: v.string(), doubts: v.array(v.string()) })) }),
  },
  /** State of program, machine, models and jobs without a word of patients or slides. */
  'settings.diagnostics': { arguments: nothing, result: v.object({ name: v.string(), text: v.string() }) },
  /** A whole copy of the library at a path, made while it is in use. */
  'settings.backUp': { arguments: v.object({ path: v.pipe(v.string(), v.minLength(1)) }), result: v.object({ path: v.string(), bytes: v.number() }) },
  /** The sample case, made and counted at first start. */
  'sample.open': { arguments: nothing, result: v.object({ caseId: v.optional(id) }) },
};
