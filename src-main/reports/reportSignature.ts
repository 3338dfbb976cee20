import type { DifferentialDocument } from '#shared/reports/differentialDocument.ts';
import { instant } from '#shared/reports/printed/printedTimes.ts';
import type { ReportTexts } from '#shared/reports/texts.ts';
import type { LabelledValue } from './reportModel.ts';

/** What a report says of its signature. */
export interface ReportSignature {
  /** Who signed which version, in a phrase; undefined until a person has. */
  readonly signed: string | undefined;
  /** What an amended version says of the one before it. */
  readonly amendment: string | undefined;
  /** What is printed where an unsigned report has lines to sign on. */
  readonly signature: readonly LabelledValue[];
}

/** The signature of a document in words. */
export function signatureOf({ signature }: DifferentialDocument, texts: ReportTexts): ReportSignature {
  if (!signature) return { signed: undefined, amendment: undefined, signature: [] };
  const { version, signedBy, role, meaning, signedAt, amendment, confirmed, sha256 } = signature;
  return {
    signed: texts.signed(String(version), amendment !== undefined, instant(signedAt), signedBy, role),
    amendment: amendment && texts.amends(String(version), String(amendment.ofVersion), amendment.reason),
    signature: [
      { label: texts.signature.name, value: signedBy }, { label: texts.signature.role, value: role },
      { label: texts.signature.signedAt, value: `${instant(signedAt)}${amendment ? `, version ${String(version)}` : ''}` }, { label: texts.signature.signedMeaning, value: meaning },
      ...(confirmed?.length ? [{ label: texts.signature.confirmed, value: confirmed.join(' ') }] : []),
      { label: texts.signature.hash, value: sha256 },
    ],
  };
}
