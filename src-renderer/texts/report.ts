/** What the report's screen says: pages, texts to fill in, signature, amendment, versions, export. */
export const reportTexts = {
  blind: 'The report shows the first reader\'s calls, so it is closed to you while you read.',
  blindWay: 'It opens when both readers have finished.',
  title: 'Report',
  beside: 'State and texts of the report',
  pages: {
    title: 'The report as it prints', loading: 'Laying out the pages…', page: (page: number, pages: number) => `Page ${page} of ${pages}`, following: 'The page follows…', zoom: 'Size of the page', fitWidth: 'Width',
    larger: 'Larger', smaller: 'Smaller', percent: (percent: number) => `${percent} %`, failed: 'The pages could not be drawn.', failedRemedy: 'Save the PDF instead, or try again.', tryAgain: 'Try again', paper: 'Paper', papers: { a4: 'A4', letter: 'Letter' },
  },
  texts: {
    title: 'Texts of the report', saved: 'Saved', saving: 'Saving…', typing: 'Not saved yet', failed: 'Not saved', saveNow: 'Save now', readOnly: 'Signed: the texts can’t be changed. An amendment opens them again.',
    changedElsewhere: (label: string) => `“${label}” was changed elsewhere while you wrote.`, theirs: (text: string) => `There it says: “${text}”.`, theirsEmpty: 'There it is empty now.', keepMine: 'Keep mine', takeTheirs: 'Take theirs',
    tooLong: (most: number, by: number) => `It is longer than ${most} characters. Shorten it by ${by} ${by === 1 ? 'character' : 'characters'}.`, oneLine: 'It can’t hold line breaks or tabs. Take them out.', controlCharacters: 'It can’t hold control characters, which are not seen. Take out what was pasted, and type it.',
    sections: { comments: 'Comments', specimen: 'Specimen', clinical: 'Clinical details' },
  },
  settle: { title: 'Before signing', none: 'Nothing is left to settle.', review: 'Review cells', confirmed: (sentence: string) => `I know of this: ${sentence}` },
  sign: {
    open: 'Sign out…', amendment: 'Sign the amendment…', title: 'Sign out the report', signer: 'Signed by', role: 'Role', meaning: 'Meaning of the signature', reason: 'What changed, and why',
    choose: 'Choose who signs', noSigner: 'Choose who signs.', noUsers: 'No users are set up. Add the signer in Settings first.', toSettings: 'Open Settings', confirm: 'Sign out', cancel: 'Cancel',
    meanings: {
      reviewed: 'I have reviewed the cells and the count, and the conclusion is mine.',
      preliminary: 'I have checked the count. A hematologist has still to confirm the conclusion.',
      transcribed: 'I confirm that this report says what was decided at the microscope.',
    },
    frozen: 'Signing freezes the report with the cells, rules, models and slides it was made from. It can be amended later; this version stays as it is.',
    confirmAll: 'Each sentence above has to be confirmed.', changed: 'Something changed while this dialogue was open. Close it, look at the page again, then sign.',
    notWithoutPages: 'The pages are still being laid out. Sign once you have seen them.', signing: 'Signing', stopped: 'Stopped: nothing was signed.', stopping: 'Stopping: asking whether it was signed already',
    signedAnyway: (version: number) => `It was signed before it could be stopped: version ${version}.`, signedAnywayRemedy: 'If it is not to stand like this, amend it.',
    listed: 'Not settled. Confirm each, or go back and settle it:', unfinished: 'A text is still being saved.', notSaved: 'A text is not saved. Correct it, then sign.',
  },
  signed: {
    heading: (version: number) => `Signed, version ${version}`, by: (name: string, role: string, at: string) => `${name}, ${role}, ${at}`, meaning: (meaning: string) => `Meaning: ${meaning}`, readOnly: 'This version can’t be changed.',
    amend: 'Amend…', amendTitle: 'Amend the signed report', amendReason: 'What has to change, and why', amendHint: 'The case opens for review again. The signed version stays and can be looked at; the amendment becomes a new version when it is signed.', amendConfirm: 'Open for amendment', reason: (reason: string) => `Amended: ${reason}`,
    amending: (version: number, by: string, at: string, reason: string) => `Amends version ${version}. Opened by ${by}, ${at}: ${reason}`,
  },
  versions: {
    title: 'Versions', current: 'As it stands now, not signed', currentAmended: 'Amendment, not signed yet', version: (version: number) => `Version ${version}`, signedBy: (name: string, at: string) => `${name}, ${at}`,
    hash: 'SHA-256 of what it was made from', looking: (version: number) => `Version ${version}, as it was signed. What is drawn here is not the latest.`, toLatest: 'Show the latest',
    tampered: 'Changed after it was signed',
  },
  exports: { title: 'Save', pdf: 'PDF', json: 'Data (JSON)', csv: 'Table (CSV)', saving: 'Saving…', save: (format: string) => `Save as ${format}` },
  failed: 'The report could not be made.', loading: 'Reading the report…',
};
