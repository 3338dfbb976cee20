import type { InstalledModel, ModelRecord } from '#shared/contract/modelCommands.ts';
import type { CandidateJudgement } from '#shared/evaluation/judgeCandidate.ts';
import type { BuildableName } from '#shared/models/buildableNames.ts';

/** The screen of the models. */
export const modelTexts = {
  title: 'Models',
  installed: 'Installed models',
  watching: 'Watching',
  pages: { history: 'Who did what', agreement: 'Agreement over time', experts: 'Local experts' },
  kinds: { classifier: 'Names cells', localExpert: 'Decides between neighbours', detector: 'Finds cells' } satisfies Record<InstalledModel['kind'], string>,
  own: 'Your own', shipped: 'Shipped', inUse: 'In use', uncalibrated: 'Not calibrated', untrained: 'Untrained',
  cases: (cases: number) => (cases === 1 ? '1 kept case was counted with it' : `${cases} kept cases were counted with it`),

  import: 'Import a model…', build: 'Build a network…',
  goBack: (name: string, version: string) => `Go back to ${name} ${version}`,
  goBackHint: 'New cases are then counted with it again. Cases already begun keep the model they were begun with.',
  wentBack: (name: string) => `From now on ${name} names the cells of new cases.`,
  verify: 'Verify', verifying: 'Verifying',
  promote: 'Promote…', export: 'Export…', remove: 'Delete…', calibrate: 'Calibrate…',

  promoteTitle: (name: string) => `Let ${name} name cells`,
  promoteHint: 'It names the cells of every case that is begun from now on. Cases already begun keep theirs. Your name and reason are kept.',
  promoteUncalibrated: 'This model was never measured against labelled cells. Its calls will be shown without any probability, and none of them can be accepted in bulk.',
  promoteEnds: (experts: readonly string[]) => `${experts.length === 1 ? 'A local expert ends' : `${experts.length} local experts end`} with it: ${experts.join(', ')}.`, promoteEndsRemedy: (inUse: string) => `Experts take part only with the classifier they were made for, ${inUse}. Train new ones under Local experts.`,
  goBackEnds: (experts: readonly string[]) => `These local experts then take no part any more: ${experts.join(', ')}.`,
  promoteAlthough: 'Promote all the same',
  reason: 'Reason', promoteDo: 'Promote',
  needsPerson: 'Promoting, going back and deleting need a named person.', needsPersonRemedy: 'Name the people of the laboratory in Settings, and say who you are at the top of the window.',

  removeTitle: (name: string) => `Delete ${name}`,
  removeSentence: 'The model and its card are deleted for good. Export it first if it may be wanted again.',
  removeCounted: (cases: string) => `${cases}. Their counts can then not go on, and their reports can’t say any more how it misreads.`,
  removeEvenSo: 'Delete it all the same', removeDo: 'Delete',

  exportTitle: (name: string) => `Export ${name}`, exportHint: 'Writes the model, its card and its SHA-256 into a folder.', exportDo: 'Export here', folder: 'Folder', chooseFolder: 'Choose a folder…',
  exported: (directory: string, files: readonly string[]) => `Written into ${directory}: ${files.join(', ')}.`,

  card: {
    names: 'Names', drawnOnly: (codes: string) => `Learnt from drawn cells only: ${codes}`, sees: 'Sees',
    view: (widthUm: string, sidePx: number) => `${widthUm} µm of the glass around each cell, in ${sidePx} × ${sidePx} pixels`, detectorView: (scale: string) => `Slides at ${scale} µm a pixel`,
    basedOn: 'Made from', licence: 'Licence', hash: 'SHA-256', appliesTo: 'Belongs to',
    calibration: 'Calibration', calibrated: (on: string) => `Measured on ${on}`, never: 'Never measured: its calls carry no probability.',
    thresholds: (unknown: string) => `Below ${unknown} a cell is shown as one that cannot be named`, notRuledOut: (classes: string) => `A cell that may be one of these is named so or not at all: ${classes}`, familiarity: 'It tells cells unlike those it learnt', noFamiliarity: 'It can’t tell cells unlike those it learnt',
    measured: 'What was measured', whole: 'As a whole', figure: 'Figure', value: 'Value', interval: '95 % interval', cells: 'Cells', measuredOn: 'Measured on',
    /** Figures that are shares, and print as percentages. */
    shares: {
      accuracy: 'Most probable class right', withinOneStageAccuracy: 'Right or one stage off', lineageAccuracy: 'Lineage right', macroF1: 'Mean F1 of the classes', macroF1OfClassesWithTenCells: 'Mean F1 of classes with ten cells',
      coverage: 'Named', confidentErrorRate: 'Named wrongly, of all', calibrationError: 'Calibration error', accuracyWithoutExpert: 'Right without the expert', accuracyWithExpert: 'Right with the expert',
      precision: 'Right, of what it finds', recall: 'Found, of all cells', f1: 'F1 of finding cells', centreRecall: 'Found by their middles, of all cells',
    } as Readonly<Record<string, string>>,
    /** Figures that are plain numbers. */
    amounts: { detectionsPerField: 'Found in a field, on average' } as Readonly<Record<string, string>>,
    perClass: 'Each class', precision: 'Precision', recall: 'Recall', precisionHint: 'of those it calls so', recallHint: 'of those that are so', chooseOn: 'Figures measured on',
    noPerClass: 'Its card has no figures of single classes.',
    confusion: 'How it misreads', confusionCaption: (on: string) => `True class (rows) against what it shows (columns). ${on}.`, truth: 'True class', shown: 'shows', specimen: 'Kind of specimen',
    distances: { right: 'Right', one: 'One stage off', more: 'Two or more stages off', lineage: 'Another lineage or series', unnamed: 'Not named' },
    distanceLine: (cells: number) => `${cells} cells`,
    noConfusion: 'Nobody has measured how it misreads: reports print no interval of the machine’s errors.',
    training: 'What it learnt from', pictures: 'Pictures', count: 'Count', role: 'Used for', doubts: 'Reasons to doubt it', noDoubts: 'No doubts are stated on its card.', learntNothing: 'Nothing yet.', figureFrom: 'How it was made',
  },
  judged: {
    title: 'How it was judged',
    beside: (when: string, classifier: string) => `Compared on ${when} with ${classifier}, on cells kept apart from its training.`,
    besideNothing: (when: string) => `Looked at on ${when}, on cells kept apart from its training, beside no other.`,
    withExperts: (classifier: string, experts: readonly string[]) => (experts.length === 0 ? classifier : `${classifier} with ${experts.join(', ')}`),
    otherInUse: (beside: string, inUse: string) => `It was compared with ${beside}, and ${inUse} names cells now: whether it is better than that was never judged.`,
    otherInUseUnread: (beside: string) => `It was compared with ${beside}, which does not name cells now.`,
    otherRemedy: 'Judge it again on the page of its training; where that was removed, train a new one.',
    never: 'No comparison with the classifier in use is kept of it.',
    neverRemedy: 'Only models that are trained here are judged so. Calibrate measures any classifier on labelled cells.',
    short: {
      better: (beside) => `Better than ${beside}`, notBetter: (beside) => `Not surely better than ${beside}`, worse: (beside) => `Although worse than ${beside}`, cannotJudge: (beside) => `Could not be judged beside ${beside}`,
    } satisfies Record<CandidateJudgement['verdict'], (beside: string) => string>,
    notThen: 'What named cells at that time was another, and was not compared.',
    unjudged: 'Not judged',
  },
  history: {
    title: 'Who promoted what', none: 'Nobody has promoted a model: the shipped classifier names cells.', when: 'When', who: 'Who', what: 'What', why: 'Reason', judged: 'Judged before',
    line: (when: string, by: string, reason: string, wentBack: boolean) => `${wentBack ? 'Gone back to' : 'Promoted'} ${when} by ${by}: ${reason}`,
    ended: (experts: readonly string[]) => `Ended: ${experts.join(', ')}`,
    promoted: (name: string) => `Promoted ${name}`, wentBack: (name: string) => `Went back to ${name}`,
  },
  records: {
    title: 'Who made, imported or deleted what', none: 'Nothing is kept of that yet.', when: 'When', what: 'What', who: 'Who', hash: 'SHA-256',
    deeds: { imported: (name) => `Imported ${name}`, built: (name) => `Built ${name}, untrained`, calibrated: (name) => `Made ${name} by calibrating`, trained: (name) => `Made ${name} by training`, deleted: (name) => `Deleted ${name}` } satisfies Record<ModelRecord['deed'], (name: string) => string>,
  },
  importing: {
    title: 'Import a model', file: 'Model (ONNX file)', cardFile: 'Its card (JSON)', cardHint: 'Left empty, the card beside the model is taken: NAME.card.json or NAME.json.', choose: 'Choose…',
    read: 'Read', reading: 'Reading the model', name: 'Name here', nameHint: 'Lower-case letters, figures and hyphens.',
    classes: 'Your class for each of the maker’s', classesHint: 'Each row is a suggestion. The maker may mean another cell by a name or code that you know too: BAS is basophil to some and basophilic erythroblast to others. What is no class of yours is “cannot be named” or “artefact”.', compared: 'I have compared every class with the maker’s description', comparedHint: 'A class that is read as another one names cells wrongly in every case.', classOf: (name: string) => `Class for ${name}`, choosePlease: 'Choose a class',
    knownClasses: 'Its card names the classes as they are named here: there is nothing to say.', do: 'Import', importing: 'Importing',
    done: (name: string, right: number, cells: number) => `${name} is kept. In a trial it named ${right} of ${cells} drawn cells rightly.${2 * right < cells ? ' Are its colours, scale and classes read as its maker means them?' : ''} It names no cell of a case until somebody promotes it.`, close: 'Done',
  },
  building: {
    title: 'Build a network', hint: 'A published network for your own classes. It has learnt nothing of cells: it is to be trained on several hundred labelled cells before anybody can promote it, and rarely does as well as training the classifier in use further.',
    network: 'Network', networks: { resnet18: 'ResNet-18 (He et al. 2016), 11 million weights', resnet152: 'ResNet-152 (He et al. 2016), 58 million weights', vgg: 'VGG-like network (Choi et al. 2017), 13 convolutions' } satisfies Record<BuildableName, string>,
    name: 'Name', classes: 'Classes that it shall name', classesHint: 'At least two; those of the classifier in use are chosen.', classesWrong: 'Choose at least two classes.',
    weights: 'Weights from elsewhere (ONNX file)', weightsHint: 'The same network, trained on other pictures: all but its last layers is taken over. Left empty, it begins with random weights.',
    side: 'Side of its pictures, pixels', sideHint: 'A multiple of 32.', sideWrong: 'A whole number from 32 to 1024.', width: 'Width of its pictures, µm', widthHint: '5 to 100.', widthWrong: 'A number from 5 to 100.', do: 'Build', doing: 'Building the network',
    done: (name: string, summary: string) => `${name} is kept: ${summary}`, doneRemedy: {
      network: 'Train it on the screen Training: as the model to begin from, with all layers, more steps and about ten times the rate.',
      head: 'Train it on the screen Training, as the model to begin from: its last layers at least, with more steps than are usual.',
    },
  },
  calibrating: {
    title: (name: string) => `Calibrate ${name}`, hint: 'Compares its probabilities with labelled cells that it was not trained on: a folder with one folder a class, named by its code (NGS, LYT, …).',
    folder: 'Folder of labelled pictures', span: 'Width of each picture, µm', look: 'Look at the folder', holds: (cells: number, classes: string) => `${cells} cells: ${classes}`, widthFound: (widthUm: number) => `Each picture is ${widthUm} µm wide, as the table in the folder says.`, groupsHint: 'Cells of one patient are kept together, so that the figures do not flatter.', specimen: 'Specimen', name: 'Name of the calibrated model', do: 'Calibrate', doing: 'Naming the cells',
    done: (name: string, cells: number, right: string, named: string, wrong: string) => `${name} is kept, measured on ${cells} cells: ${right} right; it would name ${named} and be wrong on ${wrong} of all. Promote it to use it.`,
  },
};
