/** The library alone, so that it is a file of its own where it is bundled, loaded when first asked. */
export { default as YahooFinance } from 'yahoo-finance2'
