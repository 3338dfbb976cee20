import { QueryClient } from '@tanstack/react-query';
import type { CommandName, ResultOf } from '#shared/contract/contract.ts';
import type { ServiceEvent } from '#shared/contract/events.ts';
import type { ShownJob } from '#shared/contract/jobCommands.ts';
import { isTouched } from './answersTouched.ts';
import { createAskAgain } from './askAgain.ts';
import { queryKey } from './queryKey.ts';
import { onServiceEvent, onShellEvent } from './serviceClient.ts';

/**
 * How long nobody must have reviewed before answers are asked for again, so that it never delays the next cell; and how long they
 * are out of date at most, where somebody reviews on and on.
 */
const reviewPauseMs = 600;
const longestWaitMs = 5000;

/**
 * Answers are good until an event says otherwise. `always`: the machine is offline by design, and the library would otherwise
 * wait for a network that never comes.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, networkMode: 'always', refetchOnWindowFocus: false, refetchOnReconnect: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

const askAgain = createAskAgain(queryClient);

function invalidate(events: readonly ServiceEvent[]): void {
  askAgain(({ queryKey: [name, given] }) => events.some((event) => isTouched(event, name as CommandName, (given ?? {}) as Record<string, unknown>)));
}

/** A count's progress comes often: it is written into the answers that show it instead of asking for them again. */
function showJob(job: ShownJob): void {
  queryClient.setQueryData<ResultOf<'cases.list'>>(queryKey('cases.list', {}), (list) => list && {
    cases: list.cases.map((line) => (line.id === job.caseId ? { ...line, job } : line)),
  });
  queryClient.setQueryData<ResultOf<'cases.get'>>(queryKey('cases.get', { caseId: job.caseId }), (detail) => detail && { ...detail, summary: { ...detail.summary, job } });
}

let afterReview: ServiceEvent[] = [];
let firstReviewedMs = 0;
let asking: ReturnType<typeof setTimeout> | undefined;

function askWhenReviewPauses(event: ServiceEvent): void {
  const nowMs = performance.now();
  if (afterReview.length === 0) firstReviewedMs = nowMs;
  afterReview.push(event);
  clearTimeout(asking);
  asking = setTimeout(() => {
    invalidate(afterReview);
    afterReview = [];
  }, Math.max(0, Math.min(reviewPauseMs, firstReviewedMs + longestWaitMs - nowMs)));
}

onServiceEvent((event) => {
  if (event.event === 'jobChanged') showJob(event.job);
  if (event.event !== 'reviewed') { invalidate([event]); return; }
  const { caseId, reading, version, undo, redo } = event.change;
  queryClient.setQueryData(queryKey('review.state', { caseId, reading }), { version, undo, redo });
  askWhenReviewPauses(event);
});

// A service that was away may have lost events on the way: everything shown is asked for again.
onShellEvent((event) => { if (event.shell === 'service' && event.state === 'running') askAgain(() => true); });
