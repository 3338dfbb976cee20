/** What is used of @cornerstonejs/codec-openjpeg (OpenJPEG in WebAssembly), which brings no types. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  export interface J2KDecoder {
    getEncodedBuffer: (length: number) => Uint8Array;
    getDecodedBuffer: () => Uint8Array;
    getFrameInfo: () => { width: number; height: number; bitsPerSample: number; componentCount: number; isSigned: boolean };
    readHeader: () => void;
    decode: () => void;
    delete: () => void;
  }
  export interface OpenJpeg { readonly J2KDecoder: new () => J2KDecoder }
  export default function load(hooks: { print: (line: string) => void; printErr: (line: string) => void }): Promise<OpenJpeg>;
}
