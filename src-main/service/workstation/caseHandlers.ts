import path from 'node:path';
import type { CaseSummary, SlideSummary } from '#shared/contract/caseCommands.ts';
import { cellState } from '#shared/contract/cellCommands.ts';
import type { ResultOf } from '#shared/contract/contract.ts';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { keptFields } from '#main/cases/keptFields.ts';
import { mergeFields } from '#main/cases/mergeFields.ts';
import { caseColumns } from '#main/cases/review/caseColumns.ts';
import { mustBeOpen, signatureState } from '#main/cases/signOut/isOpen.ts';
import type { StoredSlide } from '#main/store/repositories/slideRepository.ts';
import { schemeOf } from '../countRequest.ts';
import { forgetRemovedCases } from '../fineTuning/forgetRemovedCases.ts';
import { caseWithId, countInputOf, countRulesOf } from './caseCount.ts';
import { cellsInPlace } from './cellsInPlace.ts';
import { createCase } from './createCase.ts';
import { moveSlide } from './moveSlide.ts';
import { otherScales } from './otherScales.ts';
import { reportedReading } from './reportedCase.ts';
import type { Feature, WorkstationContext } from './workstationContext.ts';

/** The worklist, and a case as a whole. */
export const caseHandlers: Feature = (context) => {
  const { library, counts, summaries, emit } = context;
  return {
    'cases.list': () => ({ cases: summaries.all() }),
    'cases.get': ({ caseId }) => caseDetail(context, caseId),
    'cases.create': (given, work) => createCase(context, given, work),
    'cases.count': ({ caseId, reading, target, reach, evenIfNoSmear }) => {
      const stored = caseWithId(library, caseId);
      mustBeOpen(library, caseId);
      const before = countInputOf(library, stored);
      const wanted = { ...before, target: target ?? before.target, force: evenIfNoSmear ?? before.force };
      const inPlaceOf = cellsInPlace(library, caseId, before, wanted.target, reading ?? reportedReading(library, caseId), reach);
      const jobId = counts.add(stored.identity, { ...wanted, inPlaceOf });
      emit({ event: 'caseChanged', caseId });
      return { jobId };
    },
    'cases.setFields': ({ caseId, ...change }) => {
      library.transaction(() => {
        const stored = caseWithId(library, caseId);
        mustBeOpen(library, caseId);
        library.cases.setDetails(caseId, JSON.stringify(mergeFields(keptFields(stored), change)));
      });
      emit({ event: 'caseChanged', caseId });
      return {};
    },
    'cases.assign': ({ caseId, assignedTo }) => {
      caseWithId(library, caseId);
      library.worklist.assign(caseId, assignedTo ?? null);
      emit({ event: 'caseChanged', caseId });
      return {};
    },
    'cases.remove': async ({ caseId }) => {
      const { identity } = caseWithId(library, caseId);
      if (signatureState(library, caseId).versions > 0) throw new MyeloscopeError('not-permitted', 'This case has a signed report, which is never taken away.', 'Leave it in the worklist.');
      await counts.remove(identity);
      const slides = library.slides.ofCase(caseId);
      library.cases.remove(caseId);
      for (const { id } of slides) context.slides.forget(id);
      context.references.forgetCase(caseId);
      emit({ event: 'casesChanged' });
      await context.copies.discard(slides.map((slide) => slide.path));
      await forgetRemovedCases(library, context.libraryDirectory);
      return {};
    },
    'cases.moveSlide': async ({ slideId, path: place }, work) => {
      await moveSlide(context, slideId, place, work);
      return {};
    },
  };
};

async function caseDetail({ library, slides, summaries }: WorkstationContext, caseId: number): Promise<ResultOf<'cases.get'>> {
  const stored = caseWithId(library, caseId);
  const { settings } = countInputOf(library, stored);
  return {
    summary: summaries.ofCase(caseId) as CaseSummary, fields: keptFields(stored), schemeId: schemeOf({ scheme: settings.kind }).id,
    slides: await Promise.all(library.slides.ofCase(caseId).map(async (slide) => summaryOfSlide(slide, otherScales(library, slide.id), await slides.problemOf(slide)))),
    readings: (['first', 'second', 'consensus'] as const).flatMap((reading) => {
      const begun = library.readings.find(caseId, reading);
      const { states } = caseColumns(library, caseId, countRulesOf(library, caseId), reading);
      const cellsNamed = states.reduce((total, state) => total + (state & cellState.reviewed ? 1 : 0), 0);
      if (!begun && cellsNamed === 0) return [];
      return [{ reading, cellsNamed, ...(begun && { reader: begun.reader, startedAt: begun.startedAt, ...(begun.finishedAt !== null && { finishedAt: begun.finishedAt }) }) }];
    }),
  };
}

function summaryOfSlide({ id, position, path: place, format, hash, widthPx, heightPx, micrometresPerPixel, scaleOrigin }: StoredSlide, scales: ReturnType<typeof otherScales>, problem: string | undefined): SlideSummary {
  return {
    id, position, name: path.basename(place), path: place, format, sha256: hash, widthPx, heightPx,
    ...(micrometresPerPixel !== null && { micrometresPerPixel }), ...(scaleOrigin !== null && { scaleFrom: scaleOrigin }), ...(scales.length > 0 && { otherScales: scales }), ...(problem !== undefined && { problem }),
  };
}
