import type { Settings } from '../contract/settingsCommands.ts';
import { decisionThresholds } from '../differential/decisionThresholds.ts';
import type { ReferenceRangeSet } from '../differential/referenceRanges.ts';
import { chicagoBloodRanges, iowaMarrowRanges } from '../differential/referenceRanges.ts';
import type { ProductClassCode } from '../taxonomy/cellClasses.ts';
import { productClassCodes } from '../taxonomy/cellClasses.ts';
import { bloodScheme, marrowScheme } from '../taxonomy/schemes.ts';

/** First letters where they are free, the erythroid series by its stages; j is for the juvenile, as metamyelocytes are called. */
const classKeys: Readonly<Record<ProductClassCode, string>> = {
  BLA: 'b', PMO: 'p', MYB: 'm', MMZ: 'j', NGB: 'n', NGS: 's', EOS: 'e', BAS: 'a', MAS: 't', MON: 'o', LYT: 'l', PLM: 'c',
  PEB: '1', EBB: '2', EBP: '3', EBO: '4', MAC: 'h', MEG: 'k', SMU: 'x', ART: 'd', UNK: 'u',
};

const settingOf = ({ source, ranges }: ReferenceRangeSet): Settings['ranges'] => ({ source, ranges: ranges.map(({ row, low, high }) => ({ row, low, high })) });

/** What a laboratory begins with: everything that the command line counts by. */
export const defaultSettings: Settings = {
  users: [],
  laboratory: { name: '', department: '', address: '', telephone: '' },
  logo: '',
  classKeys, ownClasses: [],
  targets: { marrow: marrowScheme.target, blood: bloodScheme.target },
  myeloidErythroid: 'withMonocytes', unknownInDenominator: false, neutrophilsCombined: false, interval: 'wilson', rounding: 'addsTo100',
  thresholds: decisionThresholds.map(({ name, classes, percent }) => ({ name, classes: productClassCodes.filter((code) => classes.includes(code)), percent })),
  ranges: settingOf(iowaMarrowRanges), bloodRanges: settingOf(chicagoBloodRanges),
  paper: 'a4', provider: 'auto', sound: true,
};
