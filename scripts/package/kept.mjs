// What the built program finds in node_modules at run time; everything else is bundled.
// electron.vite.config.ts leaves these packages outside the bundle, stage.mjs copies these files.

/** @typedef {{ platform: string, arch: string }} Target */

/** Outside the bundle. ECharts is inside it as well: what is kept of it is read as a file. */
export const kept = [
  '@tensorflow/tfjs-node',
  'better-sqlite3',
  '@resvg/resvg-js',
  '@expo-google-fonts/inter',
]

/**
 * Files of each package, folders with a slash at their end. Native parts are those of one system
 * and architecture.
 * @param {Target} target
 * @returns {Record<string, string[]>}
 */
export function keptFiles({ platform, arch }) {
  const resvg = `${platform}-${arch}${{ linux: '-gnu', win32: '-msvc' }[platform] ?? ''}`
  return {
    // of tfjs-node only its addon is loaded (src/main/engine/tensorflow.ts), with the library beside
    // it on Windows and at its relative load path elsewhere
    '@tensorflow/tfjs-node': [
      'package.json',
      'lib/napi-v8/',
      ...(platform === 'win32' ? [] : ['deps/lib/']),
    ],
    'better-sqlite3': ['package.json', 'LICENSE', 'lib/', `prebuilds/${platform}-${arch}.node`],
    '@resvg/resvg-js': ['package.json', 'LICENSE', 'index.js', 'js-binding.js'],
    [`@resvg/resvg-js-${resvg}`]: ['package.json', `resvgjs.${resvg}.node`],
    // pictures are drawn with these two
    '@expo-google-fonts/inter': [
      'package.json',
      'LICENSE_FONT',
      '400Regular/Inter_400Regular.ttf',
      '600SemiBold/Inter_600SemiBold.ttf',
    ],
    // a report carries this file in its page
    echarts: ['package.json', 'LICENSE', 'NOTICE', 'dist/echarts.common.min.js'],
  }
}
