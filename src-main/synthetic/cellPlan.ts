import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { Outline } from './outline.ts';
import type { Sausage } from './sausage.ts';
import type { Dye } from './stainCanvas.ts';

/** A round spot, in µm from the cell's centre. `strength` 0 to 1. */
export interface Spot { readonly xUm: number; readonly yUm: number; readonly radiusUm: number; readonly strength: number }

/** One granule or drop of a dye. */
export interface Granule { readonly xUm: number; readonly yUm: number; readonly radiusUm: number; readonly dye: Dye; readonly amount: number }

/** A cytoplasm packed with granules of one kind. */
export interface GranuleCarpet {
  readonly dye: Dye;
  readonly spacingUm: number;
  /** Granule radius as a share of the spacing, about 0.3 to 0.7. */
  readonly fill: number;
  readonly amount: number;
  /** Share of them that lies over the nucleus, 0 to 1. */
  readonly overNucleus: number;
}

export interface CytoplasmPlan {
  readonly basophilia: number;
  readonly eosin: number;
  readonly haemoglobin: number;
  /** Purple haze of fine granules and RNA. */
  readonly azure: number;
  /** Cloudiness, as a share of the amounts, and the size of the clouds. */
  readonly mottle: number;
  readonly mottleUm: number;
  /** Extra basophilia at the outer edge, as a share, and how deep it goes. */
  readonly rim: number;
  readonly rimUm: number;
  /** The pale Golgi zone, in µm from the cell's centre; strength is the share it takes away. */
  readonly hof?: Spot;
  /** How ragged the edge is, in µm, and how soft. */
  readonly frayUm: number;
  readonly edgeUm: number;
  /** How much of what lies below is hidden, 0 to 1. */
  readonly cover: number;
}

export interface ChromatinPlan {
  /** 1 is a proerythroblast; a pyknotic nucleus has about 2. */
  readonly density: number;
  /** Blue cast of dense or thickly lying nuclei: basophilia added per unit of chromatin. */
  readonly blue: number;
  /** Fine open threads: share of the density, and their size. */
  readonly fine: number;
  readonly fineUm: number;
  /** Clumps with pale lines between: share of the density, and the distance between clumps. */
  readonly clump: number;
  readonly clumpUm: number;
  /** Dark line of the nuclear membrane, as a share. */
  readonly membrane: number;
  readonly edgeUm: number;
  /** How ragged the nuclear edge is, in µm. */
  readonly frayUm: number;
}

/** A nucleus, or one lobe or filament of one, placed in µm from the cell's centre. */
export interface NuclearPart { readonly xUm: number; readonly yUm: number; readonly shape: Outline | Sausage }

/** Everything that makes one drawn cell: its centre is the middle of its cytoplasm. */
export interface CellPlan {
  readonly code: ClassCode;
  readonly outline: Outline;
  /** Pseudopods and buds, joined to the cytoplasm. */
  readonly buds: readonly Sausage[];
  readonly cytoplasm: CytoplasmPlan;
  readonly nuclearParts: readonly NuclearPart[];
  readonly chromatin: ChromatinPlan;
  readonly nucleoli: readonly Spot[];
  readonly vacuoles: readonly Spot[];
  readonly granules: readonly Granule[];
  readonly carpets: readonly GranuleCarpet[];
  /** Where in the noise tables this cell's texture lies. */
  readonly textureX: number;
  readonly textureY: number;
}

/** How far from its centre a cell can reach, µm. */
export function cellReachUm(plan: CellPlan): number {
  let reach = plan.outline.maxRadiusUm;
  for (const bud of plan.buds) reach = Math.max(reach, bud.reachUm);
  for (const part of plan.nuclearParts) {
    const own = 'nodes' in part.shape ? part.shape.reachUm : part.shape.maxRadiusUm;
    reach = Math.max(reach, Math.hypot(part.xUm, part.yUm) + own + plan.chromatin.frayUm);
  }
  return reach + plan.cytoplasm.frayUm + plan.cytoplasm.edgeUm;
}
