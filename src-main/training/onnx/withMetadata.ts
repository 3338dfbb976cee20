import { modelMessage } from './messages.ts';

/**
 * The same model with a further entry among its metadata, and so with a hash of its own. Nothing else is read or written: two messages one
 * after the other are one message that has the fields of both (protocol buffers, "last one wins, repeated fields are joined").
 */
export function withMetadata(onnx: Uint8Array, key: string, value: string): Uint8Array {
  return Buffer.concat([onnx, modelMessage.encode({ metadata: [{ key, value }] }).finish()]);
}
