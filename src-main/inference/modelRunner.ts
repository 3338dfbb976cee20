/** A tensor of 32-bit floats, row-major. */
export interface FloatTensor { readonly data: Float32Array; readonly shape: readonly number[] }

/** What a runner runs on. */
export type ProviderName = 'cpu' | 'cuda' | 'webgpu' | 'dml';

/** A loaded model. Analysis knows this and nothing of ONNX. */
export interface ModelRunner {
  readonly provider: ProviderName;
  readonly inputNames: readonly string[];
  /** Those of 32-bit floats. */
  readonly outputNames: readonly string[];
  /** Runs once. Inputs by name; all outputs of 32-bit floats by name. It may block the thread: call it from a worker or a command. */
  run(inputs: Readonly<Record<string, FloatTensor>>): Promise<Record<string, FloatTensor>>;
  release(): Promise<void>;
}
