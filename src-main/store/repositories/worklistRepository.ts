import type { Connection } from '../connection.ts';
import type { Verdict } from './regionRepository.ts';

/** What the library knows of a case at a glance: all that its line of the worklist is made from, without its cells. */
export interface WorklistRow {
  readonly caseId: number;
  readonly identity: string;
  /** JSON that their owners check. */
  readonly settings: string;
  readonly details: string;
  readonly createdAt: string;
  readonly assignedTo: string | null;
  readonly isSample: boolean;
  readonly slideCount: number;
  /** Each format once. */
  readonly formats: readonly string[];
  /** The worst of its slides; null before the first was looked at. */
  readonly verdict: Verdict | null;
  /** Fields and regions that could not be read. */
  readonly unreadable: number;
  /** The number of the last act of each reading, 0 where there is none. */
  readonly lastActs: { readonly first: number; readonly second: number; readonly consensus: number };
  /** The number of the last cell that was counted by eye, or taken back; 0 where there is none. */
  readonly lastTally: number;
  /** Whether the two readers' consensus was begun. */
  readonly hasConsensus: boolean;
  /** Versions of the report that were signed, and how many of them were opened for an amendment. */
  readonly versions: number;
  readonly amendments: number;
  /** As last made, with the key of what from. */
  readonly figures: { readonly madeFrom: string; readonly figures: string } | undefined;
}

interface Row extends Omit<WorklistRow, 'isSample' | 'hasConsensus' | 'formats' | 'verdict' | 'lastActs' | 'figures'> {
  isSample: number | null; hasConsensus: number; formats: string; verdict: number | null; first: number; second: number; consensus: number; madeFrom: string | null; figures: string | null;
}

const lastAct = (reading: string): string => `(SELECT coalesce(max(number), 0) FROM reviewActs WHERE reviewActs.caseId = cases.id AND reading = '${reading}') AS ${reading}`;
const ofSlides = (what: string): string => `(SELECT ${what} FROM slides WHERE slides.caseId = cases.id)`;
const rows = `SELECT cases.id AS caseId, cases.identity, cases.settings, cases.details, cases.createdAt, worklist.assignedTo, worklist.isSample,
    ${ofSlides('count(*)')} AS slideCount, ${ofSlides('json_group_array(DISTINCT format)')} AS formats,
    (SELECT max(CASE verdict WHEN 'smear' THEN 0 WHEN 'doubtful' THEN 1 ELSE 2 END) FROM slides JOIN regionChoices ON regionChoices.slideId = slides.id WHERE slides.caseId = cases.id) AS verdict,
    (SELECT count(*) FROM slides JOIN fieldProblems ON fieldProblems.slideId = slides.id WHERE slides.caseId = cases.id AND kind = 'unreadable')
      + (SELECT count(*) FROM slides JOIN regions ON regions.slideId = slides.id WHERE slides.caseId = cases.id AND regions.state = 'failed') AS unreadable,
    ${lastAct('first')}, ${lastAct('second')}, ${lastAct('consensus')},
    (SELECT coalesce(max(id), 0) FROM manualTallies WHERE manualTallies.caseId = cases.id) AS lastTally,
    EXISTS (SELECT 1 FROM readings WHERE readings.caseId = cases.id AND reading = 'consensus') AS hasConsensus,
    (SELECT count(*) FROM signedReports WHERE signedReports.caseId = cases.id) AS versions, (SELECT count(*) FROM amendments WHERE amendments.caseId = cases.id) AS amendments,
    worklistFigures.madeFrom, worklistFigures.figures
  FROM cases LEFT JOIN worklist ON worklist.caseId = cases.id LEFT JOIN worklistFigures ON worklistFigures.caseId = cases.id`;
const verdicts: readonly Verdict[] = ['smear', 'doubtful', 'not-a-smear'];

function fromRow({ isSample, hasConsensus, formats, verdict, first, second, consensus, madeFrom, figures, ...row }: Row): WorklistRow {
  return {
    ...row, isSample: isSample === 1, hasConsensus: hasConsensus === 1, formats: JSON.parse(formats) as string[], verdict: verdict === null ? null : verdicts[verdict],
    lastActs: { first, second, consensus }, figures: madeFrom === null || figures === null ? undefined : { madeFrom, figures },
  };
}

/** What stands in the worklist beside the count itself. */
export class WorklistRepository {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Every case, the newest first. */
  all(): WorklistRow[] {
    return this.#connection.all<Row>(`${rows} ORDER BY cases.id DESC`).map(fromRow);
  }

  ofCase(caseId: number): WorklistRow | undefined {
    const row = this.#connection.first<Row>(`${rows} WHERE cases.id = ?`, caseId);
    return row && fromRow(row);
  }

  /** Who has the case; null for nobody. */
  assign(caseId: number, assignedTo: string | null): void {
    this.#connection.write('INSERT INTO worklist (caseId, assignedTo) VALUES (?, ?) ON CONFLICT (caseId) DO UPDATE SET assignedTo = excluded.assignedTo', caseId, assignedTo);
  }

  /** Makes a case the sample that comes with the product, instead of another. */
  setSample(caseId: number): void {
    this.#connection.transaction(() => {
      this.#connection.write('UPDATE worklist SET isSample = 0 WHERE isSample = 1');
      this.#connection.write('INSERT INTO worklist (caseId, isSample) VALUES (?, 1) ON CONFLICT (caseId) DO UPDATE SET isSample = 1', caseId);
    });
  }

  /** The sample case, where there is one. */
  sample(): number | undefined {
    return this.#connection.first<{ caseId: number }>('SELECT caseId FROM worklist WHERE isSample = 1')?.caseId;
  }

  /** Keeps the figures of cases with what they were made from, all in one. */
  keepFigures(made: readonly { readonly caseId: number; readonly madeFrom: string; readonly figures: string }[]): void {
    if (made.length === 0) return;
    this.#connection.transaction(() => {
      for (const { caseId, madeFrom, figures } of made) {
        this.#connection.write('INSERT OR REPLACE INTO worklistFigures (caseId, madeFrom, figures) SELECT id, ?, ? FROM cases WHERE id = ?', madeFrom, figures, caseId);
      }
    });
  }
}
