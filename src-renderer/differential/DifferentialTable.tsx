import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { isClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import { differentialTexts as texts } from '../texts/differential.ts';
import { ClassLetter } from '../ui/ClassLetter.tsx';
import type { DifferentialLine } from './differentialLines.ts';
import { FlagMark } from './FlagMark.tsx';
import styles from './DifferentialTable.module.css';

interface DifferentialTableProps {
  readonly lines: readonly DifferentialLine[];
  readonly caption: string;
  /** Intervals with machine errors are being worked out again. */
  readonly awaitsIntervals: boolean;
  readonly onOpenClasses: (classes: readonly ClassCode[]) => void;
}

/** The differential in report order, as reviewed, with the machine's numbers beside it. A line opens the pictures of its cells. */
export function DifferentialTable({ lines, caption, awaitsIntervals, onOpenClasses }: DifferentialTableProps): ReactNode {
  const hasMachineIntervals = awaitsIntervals || lines.some(({ machineInterval }) => machineInterval !== '');
  const hasRanges = lines.some(({ range }) => range !== '');
  return (
    <table className={styles.table}>
      <caption className="visuallyHidden">{caption}</caption>
      <thead>
        <tr className={styles.sides}>
          <td />
          <th scope="colgroup" colSpan={3 + Number(hasMachineIntervals) + 2 * Number(hasRanges)}>{texts.groups.reviewed}</th>
          <th scope="colgroup" colSpan={3} className={styles.machineSide}>{texts.groups.machine}</th>
        </tr>
        <tr>
          <th scope="col" className={styles.nameColumn}>{texts.columns.cell}</th>
          <th scope="col">{texts.columns.count}</th>
          <th scope="col">{texts.columns.percent}</th>
          <th scope="col">{texts.columns.chance}<small>{texts.columns.chanceDetail}</small></th>
          {hasMachineIntervals && <th scope="col">{texts.columns.withMachine}<small>{texts.columns.withMachineDetail}</small></th>}
          {hasRanges && <><th scope="col">{texts.columns.range}</th><th scope="col" className={styles.flagColumn}>{texts.columns.flag}</th></>}
          <th scope="col" className={styles.machineSide}>{texts.columns.count}</th>
          <th scope="col">{texts.columns.percent}</th>
          <th scope="col">{texts.columns.change}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => <TableLine key={`${line.kind} ${line.code}`} line={line} {...{ hasMachineIntervals, hasRanges, awaitsIntervals, onOpenClasses }} />)}
      </tbody>
    </table>
  );
}

interface TableLineProps extends Pick<DifferentialTableProps, 'awaitsIntervals' | 'onOpenClasses'> {
  readonly line: DifferentialLine;
  readonly hasMachineIntervals: boolean;
  readonly hasRanges: boolean;
}

function TableLine({ line, hasMachineIntervals, hasRanges, awaitsIntervals, onOpenClasses }: TableLineProps): ReactNode {
  const classes = line.classes.filter(isClassCode);
  const open = classes.length > 0 && !line.isEmpty ? () => { onOpenClasses(classes); } : undefined;
  return (
    <tr data-kind={line.kind} data-empty={line.isEmpty || undefined} data-begins={line.beginsGroup || undefined} data-opens={open && true} onClick={open}>
      <th scope="row" className={styles.nameColumn}>
        {open
          ? <Button className={styles.open} onPress={open}><LineName line={line} classes={classes} /><span className="visuallyHidden">{texts.openGallery}</span></Button>
          : <span className={styles.open}><LineName line={line} classes={classes} /></span>}
      </th>
      <td>{line.count}</td>
      <td className={styles.percent}>{line.percent}</td>
      <td>{line.interval}</td>
      {hasMachineIntervals && <td>{awaitsIntervals && line.interval !== '' ? <span className="quiet" aria-label={texts.machineIntervalComing}>…</span> : line.machineInterval}</td>}
      {hasRanges && <><td className="quiet">{line.range}</td><td className={styles.flagColumn}><FlagMark flag={line.flag} /></td></>}
      <td className={`${styles.machineSide} quiet`}>{line.kind === 'ratio' ? '' : line.machine?.count}</td>
      <td className="quiet">{line.machine?.percent}</td>
      <td className={styles.changeColumn} data-changed={(line.machine && line.machine.change !== 0) || undefined}>{line.machine && line.kind !== 'ratio' && !(line.isEmpty && line.machine.count === 0) ? texts.change(line.machine.change) : ''}</td>
    </tr>
  );
}

function LineName({ line, classes }: { readonly line: DifferentialLine; readonly classes: readonly ClassCode[] }): ReactNode {
  return <>{classes.length === 1 && <ClassLetter code={classes[0]} />}<span>{line.name}</span></>;
}
