// Holds the layers of layers.json: a file may import its own layer, the layers its layer names, Node's own modules
// (where the layer may), and the packages its layer names or all may.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const table = JSON.parse(readFileSync(path.join(root, 'layers.json'), 'utf8'));
const names = Object.keys(table.layers).sort((a, b) => b.length - a.length);
const layerOf = (file) => names.find((name) => file.startsWith(name + '/'));
const resolve = (file, specifier) => {
  if (specifier.startsWith('#shared/')) return 'src-shared/' + specifier.slice(8);
  if (specifier.startsWith('#main/')) return 'src-main/' + specifier.slice(6);
  if (specifier.startsWith('#renderer/')) return 'src-renderer/' + specifier.slice(10);
  return path.posix.join(path.posix.dirname(file), specifier);
};
const packageOf = (specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

function complaint(file, specifier) {
  const layer = layerOf(file);
  if (!layer) return file.startsWith('src-') ? `${file} lies in no layer of layers.json` : undefined;
  const rules = table.layers[layer];
  if (/^[.#]/.test(specifier)) {
    const target = layerOf(resolve(file, specifier));
    if (target === layer || rules.mayImport.includes(target)) return undefined;
    return `${layer} may not import ${target ?? specifier}`;
  }
  const builtin = specifier.startsWith('node:') || builtinModules.includes(specifier);
  if (builtin) return rules.nodeModules === false ? `${layer} may not import Node's ${specifier}` : undefined;
  if ([...table.packagesForAll, ...rules.packages].includes(packageOf(specifier))) return undefined;
  if (/\.test\.tsx?$/.test(file) && packageOf(specifier) === 'vitest') return undefined;
  return `${layer} may not import the package ${packageOf(specifier)}`;
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: { type: 'problem', schema: [], messages: { layer: '{{what}} (see layers.json).' } },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const isTest = /\.test\.tsx?$/.test(file);
    const check = (node) => {
      const specifier = node.source?.value;
      if (node.type === 'ImportExpression' && typeof specifier !== 'string') {
        // What is put together when it runs can't be held to a layer. Tests and scripts may.
        if (layerOf(file) && !isTest) context.report({ node, messageId: 'layer', data: { what: 'import() needs a plain string' } });
        return;
      }
      if (typeof specifier !== 'string') return;
      // A test may use any of Node's modules and the packages that make its fixtures.
      if (isTest && !/^[.#]/.test(specifier)) return;
      const what = complaint(file, specifier);
      if (what) context.report({ node, messageId: 'layer', data: { what } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
