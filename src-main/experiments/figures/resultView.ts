/** A row of a result; `isPublished` marks figures that a paper printed of cells of its own. */
export interface ResultRow { readonly cells: readonly string[]; readonly isPublished: boolean }

/** A table of a result, as it stands in files and in the window. */
export interface ResultTable {
  readonly title: string;
  /** Sentences above the table. */
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly ResultRow[];
}

/** A plot of a result. */
export interface ResultPlot { readonly name: string; readonly title: string; readonly svg: string }

/** A result as people read it: in files as Markdown, in the window as tables and pictures. */
export interface ResultView {
  readonly title: string;
  /** Which pictures, and what stands beside them. */
  readonly sentences: readonly string[];
  /** In what the run falls short of the paper's, or is not done. */
  readonly reductions: readonly string[];
  readonly tables: readonly ResultTable[];
  readonly plots: readonly ResultPlot[];
  /** What is to be read with the tables, below them. */
  readonly closing: readonly string[];
}
