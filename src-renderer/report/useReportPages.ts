import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { queryKey } from '../bridge/queryKey.ts';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';
import { timeProgress } from '../bridge/timedProgress.ts';
import type { TimedProgress } from '../bridge/timedProgress.ts';

type Paper = ArgumentsOf<'report.pdf'>['paper'];
interface ReportPages { readonly pdf: ResultOf<'report.pdf'>; /** Of what the pages show; undefined for a signed version. */ readonly fingerprint?: string }

/**
 * The pages of what stands now, or of a signed version, made again whenever something of the case changes. The fingerprint is
 * taken before the pages are made: what changes in between makes a signature under them impossible, never one under other pages.
 * `progress`: how far their slides are compared with what was counted, while that is done.
 */
export function useReportPages(caseId: number, version: number | undefined, paper: Paper, enabled: boolean): {
  readonly pages?: ReportPages; readonly isFollowing: boolean; readonly progress?: TimedProgress; readonly failure: ServiceFailure | null; readonly retry: () => void;
} {
  const [progress, setProgress] = useState<TimedProgress>();
  const given = { caseId, version, paper };
  const { data, isFetching, isPlaceholderData, error, refetch } = useQuery<ReportPages, ServiceFailure>({
    queryKey: queryKey('report.pdf', given), enabled,
    queryFn: async ({ signal }) => {
      const fingerprint = version === undefined ? (await callService('report.fingerprint', { caseId }, { signal })).sha256 : undefined;
      try {
        return { pdf: await callService('report.pdf', given, { signal, onProgress: timeProgress(setProgress) }), fingerprint };
      } finally {
        setProgress(undefined);
      }
    },
    // Pages of another paper may stand a moment longer; those of another version may not.
    placeholderData: (before, query) => ((query?.queryKey[1] as typeof given | undefined)?.version === version ? before : undefined),
  });
  return { pages: data, isFollowing: isFetching || isPlaceholderData, ...(progress && { progress }), failure: error, retry: () => { void refetch(); } };
}
