import { expect, it, vi } from 'vitest';
import { openServiceSocket } from './serviceSocket.ts';

it('says of a call that is stopped before it could leave that it was cancelled, once', () => {
  const onLost = vi.fn();
  // Nothing listens at the port of "discard".
  const { send } = openServiceSocket('ws://127.0.0.1:9/', { onMessage: () => undefined, onLost, onState: () => undefined });
  send({ kind: 'call', id: 1, name: 'cases.list', arguments: {} });
  send({ kind: 'cancel', id: 1 });
  send({ kind: 'cancel', id: 1 });
  expect(onLost).toHaveBeenCalledExactlyOnceWith(1, expect.objectContaining({ code: 'cancelled' }));
});
