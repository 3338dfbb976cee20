import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import { add } from './operators/arithmetic.ts';
import type { Graph } from './graph.ts';
import type { Value } from './value.ts';
import { sameShape } from './value.ts';

/**
 * Adds to a graph the nodes that compute d loss / d parameter (reverse-mode differentiation).
 * Only what lies between the parameters and the loss is worked on, so parameters left out cost nothing.
 *
 * @param loss a tensor of one element
 * @param parameters any values of the graph: trained parameters, or an input whose gradient is wanted
 * @returns the gradients in the order of `parameters`, each of its parameter's shape
 * @throws MyeloscopeError `model-invalid` naming the operator where one on the way has no gradient, or a parameter
 *   that the loss does not depend on
 */
export function differentiate(graph: Graph, loss: Value, parameters: readonly Value[]): Value[] {
  const steps = [...graph.tape];
  const dependent = new Set(parameters.map((parameter) => parameter.name));
  for (const { inputs, result } of steps) if (inputs.some((input) => dependent.has(input.name))) dependent.add(result.name);

  const gradients = new Map<string, Value[]>([[loss.name, [graph.constant([1], loss.shape)]]]);
  for (const { operator, inputs, result, gradient } of steps.toReversed()) {
    if (!dependent.has(result.name)) continue;
    const parts = gradients.get(result.name);
    if (!parts) continue;
    if (!gradient) throw new MyeloscopeError('model-invalid', `The operator ${operator} has no gradient, so this model cannot be trained.`);
    const total = parts.reduce(add);
    gradients.set(result.name, [total]);
    const wanted = inputs.map((input) => dependent.has(input.name));
    gradient(total, wanted).forEach((part, index) => {
      if (!part || !wanted[index]) return;
      const input = inputs[index];
      if (!sameShape(part.shape, input.shape)) throw new MyeloscopeError('internal', `The gradient of ${operator} has the shape [${part.shape.join(', ')}], not [${input.shape.join(', ')}].`);
      const known = gradients.get(input.name);
      if (known) known.push(part);
      else gradients.set(input.name, [part]);
    });
  }
  return parameters.map((parameter) => {
    const parts = gradients.get(parameter.name);
    if (!parts) throw new MyeloscopeError('model-invalid', `The loss does not depend on ${parameter.name}.`);
    return parts.reduce(add);
  });
}
