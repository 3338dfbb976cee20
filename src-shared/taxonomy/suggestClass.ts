import { cellClasses } from './cellClasses.ts';
import type { ProductClassCode } from './cellClasses.ts';

/** What other laboratories and public collections call the classes, in lower-case letters and figures alone. */
const otherNames: Readonly<Partial<Record<ProductClassCode, readonly string[]>>> = {
  BLA: ['blasts', 'myeloblast', 'myeloblasts', 'lymphoblast', 'monoblast'],
  PMO: ['promyelocytes', 'promyelocytebilobed', 'bilobedpromyelocyte', 'pmy'],
  MYB: ['myelocytes', 'neutrophilicmyelocyte', 'myelo'],
  MMZ: ['metamyelocytes', 'neutrophilicmetamyelocyte', 'meta', 'mmy'],
  NGB: ['band', 'bands', 'bandneutrophils', 'neutrophilband', 'stab', 'bandcell'],
  NGS: ['neutrophil', 'neutrophils', 'segmentedneutrophils', 'neutrophilsegmented', 'segmented', 'seg', 'segs', 'segneutrophil', 'polymorph'],
  EOS: ['eosinophils', 'eo', 'eosinophilicgranulocyte'], BAS: ['basophils', 'baso'], MAS: ['mastcells'],
  MON: ['monocytes', 'mono', 'promonocyte'], LYT: ['lymphocytes', 'lymph', 'lymphs', 'lymphocytetypical', 'typicallymphocyte', 'lymphocyteatypical'],
  PLM: ['plasmacells', 'plasma'], PEB: ['proerythroblasts', 'pronormoblast', 'rubriblast'], EBB: ['basophilicnormoblast', 'prorubricyte'],
  EBP: ['polychromaticnormoblast', 'polychromatophilicerythroblast', 'rubricyte'], EBO: ['orthochromaticnormoblast', 'metarubricyte', 'normoblast', 'nrbc'],
  MAC: ['macrophages', 'histiocyte'], MEG: ['megakaryocytes'],
  SMU: ['smudge', 'smudgecells', 'smudgedcell', 'gumprecht', 'ksc'],
  ART: ['artifact', 'artefacts', 'artifacts', 'platelet', 'platelets', 'thrombocyte', 'debris', 'background', 'rbc', 'redcell', 'erythrocyte'],
  UNK: ['unknown', 'other', 'others', 'unidentified', 'notidentifiable', 'nif'],
};

const plain = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]/g, '');
const places = new Map<string, ProductClassCode>(cellClasses.flatMap(({ code, name }) => [name, ...(otherNames[code] ?? [])].map((known) => [plain(known), code] as const)));

/** The product's class that a maker's name is the code or the name of, however it is written. */
export function productClassOf(name: string): ProductClassCode | undefined {
  const wanted = plain(name);
  return cellClasses.find((cellClass) => plain(cellClass.code) === wanted || plain(cellClass.name) === wanted)?.code;
}

/** The class that a maker's name probably means. A suggestion only: a person says so. */
export function suggestClass(name: string): ProductClassCode | undefined {
  return productClassOf(name) ?? places.get(plain(name));
}
