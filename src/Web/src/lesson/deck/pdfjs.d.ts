declare const __PDFJS_BASE__: string;

declare module 'pdfjs-dist/legacy/build/pdf.mjs' {
  export * from 'pdfjs-dist';
}

declare module '*?url' {
  const address: string;
  export default address;
}
