import type { CaseDetail } from '#shared/contract/caseCommands.ts';
import type { Reading } from '#shared/contract/parts.ts';

/** What each screen of a case is given by the frame around it. The user and the place come from `useSession`, `useNavigation`. */
export interface CaseScreenProps {
  readonly detail: CaseDetail;
  readonly reading: Reading;
}
