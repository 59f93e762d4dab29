import { defineConfig } from 'vitest/config';
import { firstLoad } from './build/first-load.ts';
import { PDFJS_BASE, pdfjsFiles } from './build/pdfjs-files.ts';
import { precompress } from './build/precompress.ts';
import { shell, WORKER } from './build/shell.ts';

// The gateway that the development server passes API and hub calls to.
const gateway = process.env['CLASSROOM_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [pdfjsFiles(), shell(), precompress()],
  define: { __PDFJS_BASE__: JSON.stringify(PDFJS_BASE) },
  server: {
    proxy: {
      '/api': gateway,
      '/hubs': { target: gateway, ws: true },
    },
  },
  css: {
    transformer: 'lightningcss',
    // Writes light-dark() and nesting for the tablets that schools really have.
    lightningcss: { targets: { chrome: 99 << 16, firefox: 101 << 16, safari: (15 << 16) | (5 << 8) } },
  },
  build: {
    target: 'es2022',
    // A data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    // The polyfill is inline script's cousin: every browser we support preloads modules by itself.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/offline/worker.ts' },
      output: { entryFileNames: ({ name }) => (name === 'worker' ? WORKER : 'assets/[name]-[hash].js'), codeSplitting: firstLoad },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.test.{ts,tsx}'],
  },
});
