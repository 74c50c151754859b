/**
 * Bytes of a file that a person may hand to the window: 100 MB, some six hundred times ten
 * years of daily bars. One of 250 MB, copied on its way to main, ended the page. A database is restored
 * by main from a dialog and has no limit.
 */
export const mostFileBytes = 100_000_000
