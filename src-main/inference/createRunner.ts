import { access } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { MyeloscopeError } from '#shared/errors/myeloscopeError.ts';
import type { FloatTensor, ModelRunner, ProviderName } from './modelRunner.ts';

export interface RunnerOptions {
  readonly provider?: ProviderName;
  /** Threads of the runtime on the CPU; all cores by default. */
  readonly threads?: number;
}

/**
 * Loads a model. The runtime does not fall back by itself: where the provider cannot be used, this throws (see
 * `chooseProvider`, which tries them in turn).
 *
 * @param model the bytes of an ONNX file, or its path
 * @throws MyeloscopeError `model-missing`, `model-invalid`, or `provider-unavailable`
 */
export async function createRunner(model: Uint8Array | string, { provider = 'cpu', threads }: RunnerOptions = {}): Promise<ModelRunner> {
  const options: ort.InferenceSession.SessionOptions = {
    executionProviders: [provider], graphOptimizationLevel: 'all', executionMode: 'sequential', interOpNumThreads: 1, logSeverityLevel: 4,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  };
  const session = await loadSession(model, options);
  return new SessionRunner(session, provider);
}

async function loadSession(model: Uint8Array | string, options: ort.InferenceSession.SessionOptions): Promise<ort.InferenceSession> {
  const named = typeof model === 'string' ? `The model ${model}` : 'The model';
  if (typeof model === 'string') {
    await access(model).catch((cause: unknown) => { throw new MyeloscopeError('model-missing', `${named} was not found or cannot be read.`, 'Install the model again.', { cause }); });
  }
  try {
    // The two kinds of argument are overloads of their own.
    return typeof model === 'string' ? await ort.InferenceSession.create(model, options) : await ort.InferenceSession.create(model, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (/execution provider|backend|EP_FAIL|cuda|webgpu|dml/i.test(reason) && !/protobuf|INVALID_GRAPH|INVALID_PROTOBUF/i.test(reason)) {
      throw new MyeloscopeError('provider-unavailable', `${named} could not be loaded on this device: ${reason}`, 'Choose the provider cpu.', { cause });
    }
    throw new MyeloscopeError('model-invalid', `${named} is not a usable ONNX file: ${reason}`, 'Install the model again.', { cause });
  }
}

class SessionRunner implements ModelRunner {
  readonly provider: ProviderName;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly #session: ort.InferenceSession;

  constructor(session: ort.InferenceSession, provider: ProviderName) {
    this.#session = session;
    this.provider = provider;
    this.inputNames = session.inputNames;
    // Others (a label beside the scores) nobody here reads.
    this.outputNames = session.outputMetadata.filter((output) => output.isTensor && output.type === 'float32').map(({ name }) => name);
  }

  async run(inputs: Readonly<Record<string, FloatTensor>>): Promise<Record<string, FloatTensor>> {
    const feeds: Record<string, ort.Tensor> = {};
    for (const declared of this.#session.inputMetadata) {
      const given = inputs[declared.name];
      if (!given) throw new MyeloscopeError('model-invalid', `The model expects an input called ${declared.name}.`);
      checkShape(given, declared);
      feeds[declared.name] = new ort.Tensor('float32', given.data, given.shape);
    }
    if (this.outputNames.length === 0) throw new MyeloscopeError('model-invalid', 'The model gives nothing in 32-bit floats.');
    const results = await this.#session.run(feeds, this.outputNames);
    return Object.fromEntries(this.outputNames.map((name) => [name, { data: results[name].data as Float32Array, shape: results[name].dims }]));
  }

  async release(): Promise<void> { await this.#session.release(); }
}

function checkShape(given: FloatTensor, declared: ort.InferenceSession.ValueMetadata): void {
  const { data, shape } = given;
  if (data.length !== shape.reduce((product, size) => product * size, 1)) {
    throw new MyeloscopeError('model-invalid', `The input ${declared.name} has ${data.length} values for the shape [${shape.join(', ')}].`);
  }
  if (!declared.isTensor) return;
  const fits = declared.shape.length === shape.length && declared.shape.every((size, axis) => typeof size === 'string' || size < 0 || size === shape[axis]);
  if (declared.type !== 'float32' || !fits) {
    throw new MyeloscopeError('model-invalid', `The model's input ${declared.name} is ${declared.type} [${declared.shape.join(', ')}], not float32 [${shape.join(', ')}].`);
  }
}
