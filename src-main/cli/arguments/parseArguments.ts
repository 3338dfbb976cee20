import type { CommandForm } from './commandForm.ts';
import { commonOptions } from './commandForm.ts';
import { GivenArguments } from './givenArguments.ts';
import { nearestWord } from './nearestWord.ts';
import { UsageError } from './usageError.ts';

/**
 * Reads what stands after a command's words: `--name value`, `--name=value`, switches, operands, and `--` before operands
 * that begin with a hyphen. Throws `UsageError` on anything the form does not name, on options twice, and on what lacks.
 */
export function parseArguments(form: CommandForm, given: readonly string[]): GivenArguments {
  const values = new Map<string, string>();
  const operands: string[] = [];
  const forms = [...form.options, ...commonOptions];
  for (let i = 0; i < given.length; i++) {
    const word = given[i];
    if (word === '--') {
      operands.push(...given.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const option = forms.find((candidate) => candidate.name === name);
    if (!option) throw unknownOption(name, forms.map((candidate) => candidate.name));
    if (values.has(name)) throw new UsageError(`The option ${name} is given twice.`);
    const takesValue = option.value !== undefined;
    if (!takesValue && equals >= 0) throw new UsageError(`The option ${name} takes no value.`);
    const value = !takesValue ? '' : equals >= 0 ? word.slice(equals + 1) : given[++i];
    if (takesValue && (value === undefined || value === '' || (equals < 0 && value.startsWith('--')))) throw new UsageError(`The option ${name} needs a value (${option.value ?? ''}).`);
    values.set(name, value);
  }
  const parsed = new GivenArguments(operands, values);
  // Whoever asks for help need not give the rest.
  if (!parsed.has('--help')) checkComplete(form, parsed);
  return parsed;
}

function unknownOption(name: string, known: readonly string[]): UsageError {
  const nearest = nearestWord(name, known);
  return new UsageError(`There is no option ${name} here.${nearest ? ` Did you mean ${nearest}?` : ''}`);
}

function checkComplete(form: CommandForm, given: GivenArguments): void {
  for (const { name, value, required } of form.options) {
    if (required && !given.has(name)) throw new UsageError(`The option ${name} ${value ?? ''} is missing.`);
  }
  const { length } = given.operands;
  if (!form.operands) {
    if (length > 0) throw new UsageError(`"${given.operands[0]}" is not expected here.`);
    return;
  }
  const { name, least, most, meaning } = form.operands;
  if (length < least) throw new UsageError(`${name} is missing: ${meaning}.`);
  if (length > most) throw new UsageError(`"${given.operands[most]}" is not expected here.`);
}
