import * as v from 'valibot';
import type { ClassCode } from '../taxonomy/cellClasses.ts';
import { isProductClass } from '../taxonomy/cellClasses.ts';

/** A class on a model's card. A place for a laboratory's own is none: it holds another class in each laboratory. */
export const modelClass = v.custom<ClassCode>((code) => typeof code === 'string' && isProductClass(code), ({ received }) => `${received} is no class that a model can name`);
