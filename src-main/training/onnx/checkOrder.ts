import type { NodeMessage } from './fileMessages.ts';

/**
 * Whether each operator of a graph works on what is known or made by another, each thing is made once, and nothing runs in a circle
 * (Kahn 1962, doi 10.1145/368996.369025). Gives what is wrong in words, to be said of a file; undefined where all is well.
 *
 * @param known what the graph is given: its inputs, weights, and what stands around it
 */
export function checkOrder(nodes: readonly NodeMessage[], known: ReadonlySet<string>, wanted: readonly string[]): string | undefined {
  const makerOf = new Map<string, number>();
  for (const [place, { outputs }] of nodes.entries()) {
    for (const output of outputs) {
      if (output === '') continue;
      if (makerOf.has(output) || known.has(output)) return `computes ${output} twice`;
      makerOf.set(output, place);
    }
  }
  const missing = [...nodes.flatMap(({ inputs }) => inputs), ...wanted].find((name) => name !== '' && !known.has(name) && !makerOf.has(name));
  if (missing !== undefined) return `works on ${missing}, which nothing computes`;

  const waitingFor = nodes.map(({ inputs }) => new Set(inputs.flatMap((input) => makerOf.get(input) ?? [])));
  const users: number[][] = nodes.map(() => []);
  waitingFor.forEach((makers, place) => { for (const maker of makers) users[maker].push(place); });
  const ready = [...nodes.keys()].filter((place) => waitingFor[place].size === 0);
  let done = 0;
  for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
    done++;
    for (const user of users[place]) {
      waitingFor[user].delete(place);
      if (waitingFor[user].size === 0) ready.push(user);
    }
  }
  if (done === nodes.length) return undefined;
  const first = nodes[waitingFor.findIndex(({ size }) => size > 0)];
  return `runs in a circle (at the operator ${first.operator}${first.name === '' ? '' : `, ${first.name}`})`;
}
