/**
 * Debian's and Ubuntu's packages of the libraries that a packed program may need. Those whose name
 * ends in t64 were renamed in Ubuntu 24.04 and Debian 13: either will do.
 * @type {Record<string, string>}
 */
export const packageOf = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2t64 | libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0t64 | libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0t64 | libatspi2.0-0',
  'libc.so.6': 'libc6',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64 | libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0t64 | libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/**
 * Chromium opens this one by itself, and falls over where it is not: seen by prove-deb.mjs in a system
 * with nothing else in it.
 */
export const opened = ['libx11-xcb1']

/** Opened too, and missed by parts: a graphics card, links and folders. */
export const missed = ['libgl1', 'libegl1', 'xdg-utils']

/** Parts of glibc under names of their own. */
export const partsOfGlibc = /^(?:ld-linux-.*|libdl|libm|libpthread|librt|libresolv)\.so\.\d$/

/**
 * The libstdc++6 that brought a version of its symbols: GLIBCXX_3.4.N came with GCC, whose number is
 * the package's. From GCC's own table, gcc.gnu.org/onlinedocs/libstdc++/manual/abi.html.
 * @type {readonly (readonly [number, string])[]}
 */
export const libstdcxx = [
  [34, '15'],
  [33, '14'],
  [32, '13.2'],
  [31, '13.1'],
  [30, '12'],
  [29, '11'],
  [28, '9'],
  [26, '9'],
  [25, '8'],
]
