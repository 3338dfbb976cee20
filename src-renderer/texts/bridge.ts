/** What the window says of its connection to the counting service. */
export const bridgeTexts = {
  cancelled: 'Stopped.',
  badAnswer: (name: string) => `The counting service gave an answer to “${name}” that this window does not understand.`,
  badAnswerRemedy: 'Nothing was lost. Close Myeloscope and start it again; if it stays, save the diagnostics in Settings.',
  notSent: 'The counting service can’t be reached from this window.',
  notSentRemedy: 'Wait until it has started again, then repeat what you did last.',
  saved: (place: string) => `Saved: ${place}`,
  handedOver: (name: string) => `Handed to the browser’s downloads: ${name}. Look there whether it was saved.`,
};
