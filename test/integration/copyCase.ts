import { Connection } from '#main/store/connection.ts';

/** Puts copies of a counted case into a library, cells and calls and all, as other cases of the same slides. */
export function copyCase(libraryPath: string, caseId: number, copies: number): void {
  const connection = new Connection(libraryPath);
  const columnsOf = (table: string) => connection.all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`).map(({ name }) => name);
  /** Copies rows of a table, each id raised by `step`, and so each reference. */
  const copy = (table: string, where: string, changed: Record<string, string>): void => {
    const columns = columnsOf(table);
    connection.script(`INSERT INTO ${table} (${columns.join()}) SELECT ${columns.map((name) => changed[name] ?? name).join()} FROM ${table} WHERE ${where}`);
  };
  const raised = (name: string, step: number) => `${name} + ${String(step)}`;
  const slides = `SELECT id FROM slides WHERE caseId = ${String(caseId)}`;
  const regions = `SELECT id FROM regions WHERE slideId IN (${slides})`;
  connection.transaction(() => {
    for (let i = 1; i <= copies; i++) {
      const step = i * 100_000;
      copy('cases', `id = ${String(caseId)}`, { id: raised('id', step), identity: `identity || '-${String(i)}'` });
      copy('slides', `caseId = ${String(caseId)}`, { id: raised('id', step), caseId: raised('caseId', step) });
      copy('regionChoices', `slideId IN (${slides})`, { slideId: raised('slideId', step) });
      copy('regions', `slideId IN (${slides})`, { id: raised('id', step), slideId: raised('slideId', step) });
      copy('cells', `regionId IN (${regions})`, { id: raised('id', step), regionId: raised('regionId', step) });
      copy('calls', `cellId IN (SELECT id FROM cells WHERE regionId IN (${regions}))`, { id: raised('id', step), cellId: raised('cellId', step) });
      copy('packedRegions', `regionId IN (${regions})`, { regionId: raised('regionId', step) });
      copy('jobs', `subject = (SELECT identity FROM cases WHERE id = ${String(caseId)})`, { id: raised('id', step), subject: `subject || '-${String(i)}'` });
    }
  });
  connection.close();
}
