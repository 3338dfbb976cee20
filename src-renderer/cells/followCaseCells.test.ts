import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceEvent, ShellEvent } from '#shared/contract/events.ts';
import type { CellColumns } from '#shared/contract/cellCommands.ts';
import { ServiceFailure } from '../bridge/serviceFailure.ts';
import { CaseCells } from './caseCells.ts';
import { columnsOfCells } from './columnsOfCells.fixture.ts';
import { followCaseCells } from './followCaseCells.ts';

function serviceOfTest(answers: () => Promise<CellColumns>) {
  let tellService: (event: ServiceEvent) => void = () => undefined;
  let tellShell: (event: ShellEvent) => void = () => undefined;
  let asked = 0;
  return {
    asked: () => asked,
    tellService: (event: ServiceEvent) => { tellService(event); },
    tellShell: (event: ShellEvent) => { tellShell(event); },
    columnsOf: () => { asked++; return answers(); },
    onServiceEvent: (listener: typeof tellService) => { tellService = listener; return () => { tellService = () => undefined; }; },
    onShellEvent: (listener: typeof tellShell) => { tellShell = listener; return () => { tellShell = () => undefined; }; },
  };
}
const reviewed = (version: number): ServiceEvent => ({
  event: 'reviewed', change: { caseId: 7, reading: 'first', version, areasChanged: false, changed: { ids: Int32Array.of(11), codes: Uint8Array.of(0), states: Uint8Array.of(1), added: [] } },
});

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }); });
afterEach(() => { vi.useRealTimers(); });

describe('following the cells of a case', () => {
  it('asks once, takes acts as they come, and asks again only where some were missed', async () => {
    let version = 1;
    const service = serviceOfTest(() => Promise.resolve(columnsOfCells([{ id: 11 }], version)));
    const cells = new CaseCells(7, 'first');
    const { end } = followCaseCells(cells, service);
    await vi.advanceTimersByTimeAsync(0);
    expect([cells.getView().state, service.asked()]).toEqual(['ready', 1]);
    service.tellService(reviewed(2));
    await vi.advanceTimersByTimeAsync(5000);
    expect([cells.getView().columns.codes[0], service.asked()]).toEqual([0, 1]);
    version = 9;
    service.tellService(reviewed(9));
    await vi.advanceTimersByTimeAsync(0);
    expect([service.asked(), cells.version]).toEqual([2, 9]);
    end();
    service.tellShell({ shell: 'service', state: 'running', sentence: '' });
    expect(service.asked()).toBe(2);
  });

  it('gathers the many changes of a count, and asks at once when the service is back', async () => {
    const service = serviceOfTest(() => Promise.resolve(columnsOfCells([{ id: 11 }], 1)));
    const { end } = followCaseCells(new CaseCells(7, 'first'), service);
    await vi.advanceTimersByTimeAsync(1000);
    for (let i = 0; i < 20; i++) service.tellService({ event: 'caseChanged', caseId: 7 });
    service.tellService({ event: 'caseChanged', caseId: 8 });
    await vi.advanceTimersByTimeAsync(2000);
    expect(service.asked()).toBe(2);
    service.tellShell({ shell: 'service', state: 'running', sentence: '' });
    expect(service.asked()).toBe(3);
    end();
  });

  it('says why cells can not be had', async () => {
    const service = serviceOfTest(() => Promise.reject(new ServiceFailure({ code: 'store-damaged', sentence: 'The library is damaged.', remedy: 'Restore a copy.' })));
    const cells = new CaseCells(7, 'first');
    const { end } = followCaseCells(cells, service);
    await vi.advanceTimersByTimeAsync(0);
    expect(cells.getView()).toMatchObject({ state: 'failed', failure: { sentence: 'The library is damaged.', remedy: 'Restore a copy.' } });
    end();
  });
});
