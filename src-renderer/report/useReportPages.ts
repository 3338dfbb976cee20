import { useQuery } from '@tanstack/react-query';
import type { ArgumentsOf, ResultOf } from '#shared/contract/contract.ts';
import { queryKey } from '../bridge/queryKey.ts';
import { callService } from '../bridge/serviceClient.ts';
import type { ServiceFailure } from '../bridge/serviceFailure.ts';

type Paper = ArgumentsOf<'report.pdf'>['paper'];
interface ReportPages { readonly pdf: ResultOf<'report.pdf'>; /** Of what the pages show; undefined for a signed version. */ readonly fingerprint?: string }

/**
 * The pages of what stands now, or of a signed version, made again whenever something of the case changes. The fingerprint is
 * taken before the pages are made: what changes in between makes a signature under them impossible, never one under other pages.
 */
export function useReportPages(caseId: number, version: number | undefined, paper: Paper, enabled: boolean): {
  readonly pages?: ReportPages; readonly isFollowing: boolean; readonly failure: ServiceFailure | null; readonly retry: () => void;
} {
  const given = { caseId, version, paper };
  const { data, isFetching, isPlaceholderData, error, refetch } = useQuery<ReportPages, ServiceFailure>({
    queryKey: queryKey('report.pdf', given), enabled,
    queryFn: async ({ signal }) => {
      const fingerprint = version === undefined ? (await callService('report.fingerprint', { caseId }, { signal })).sha256 : undefined;
      return { pdf: await callService('report.pdf', given, { signal }), fingerprint };
    },
    // Pages of another paper may stand a moment longer; those of another version may not.
    placeholderData: (before, query) => ((query?.queryKey[1] as typeof given | undefined)?.version === version ? before : undefined),
  });
  return { pages: data, isFollowing: isFetching || isPlaceholderData, failure: error, retry: () => { void refetch(); } };
}
