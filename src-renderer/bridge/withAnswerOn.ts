/** A draft with what the service answered of a folder; as it was where another folder stands there by now, whose width and groups these are not. */
export function withAnswerOn<Draft extends { readonly directory: string }>(draft: Draft, directory: string, answer: Partial<Draft>): Draft {
  return draft.directory === directory ? { ...draft, ...answer } : draft;
}
