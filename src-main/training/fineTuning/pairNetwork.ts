import type { ClassCode } from '#shared/taxonomy/cellClasses.ts';
import type { OnnxModel } from '../onnx/model.ts';

const whole = 'all classes:logits';

/**
 * A classifier in our form as one of a few of its classes: of its logits only theirs are left, whose softmax are the shares that they
 * have of what the classifier gives to them together.
 */
export function pairNetwork({ graph, ...model }: OnnxModel, classes: readonly ClassCode[], chosen: readonly ClassCode[]): OnnxModel {
  const selector = { name: 'form:chosen classes', elementType: 'float32' as const, shape: [classes.length, chosen.length], values: Float32Array.from(classes.flatMap((code) => chosen.map((other) => Number(other === code)))) };
  return {
    ...model,
    graph: {
      ...graph, constants: [...graph.constants, selector],
      nodes: [
        ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) })),
        { operator: 'MatMul', domain: '', name: 'form:choose', inputs: [whole, selector.name], outputs: ['logits'], attributes: {} },
      ],
    },
  };
}

const renamed = (name: string): string => (name === 'logits' ? whole : name);
