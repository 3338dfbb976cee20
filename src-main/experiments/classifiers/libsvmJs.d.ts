/** What is used of libsvm-js (LIBSVM 3.22 in WebAssembly), which brings no types. */
declare module 'libsvm-js' {
  export interface SupportVectorMachine {
    train(samples: readonly ArrayLike<number>[], labels: readonly number[]): void;
    predictOne(sample: ArrayLike<number>): number;
    free(): void;
  }
  export interface SupportVectorOptions {
    readonly type: string;
    readonly kernel: string;
    readonly cost: number;
    readonly weight: Readonly<Record<number, number>>;
    readonly gamma: number;
    readonly cacheSize: number;
    readonly quiet: boolean;
  }
  export interface SupportVectorClass {
    new (options: SupportVectorOptions): SupportVectorMachine;
    readonly SVM_TYPES: Readonly<Record<'C_SVC', string>>;
    readonly KERNEL_TYPES: Readonly<Record<'PRECOMPUTED', string>>;
  }
}
