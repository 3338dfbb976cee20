import type { ProviderName } from '#main/inference/modelRunner.ts';

/** Which models a command runs, and on what. */
export interface ModelChoice {
  readonly provider: ProviderName | 'auto';
  /** Folder of models and cards; those shipped where absent. */
  readonly modelsDirectory?: string;
  /** The library whose own models may be chosen too. */
  readonly libraryDirectory?: string;
  /** A classifier by name or SHA-256, of the library or shipped, instead of the one in use. */
  readonly classifier?: string;
  /** Which of the library's own local experts take part: those that belong to the classifier, or of them those with these SHA-256; none where absent. */
  readonly experts?: 'inUse' | readonly string[];
}
