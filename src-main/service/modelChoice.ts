import type { ProviderName } from '#main/inference/modelRunner.ts';

/** Which models a command runs, and on what. */
export interface ModelChoice {
  readonly provider: ProviderName | 'auto';
  /** Folder of models and cards; those shipped where absent. */
  readonly modelsDirectory?: string;
}
