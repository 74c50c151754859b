import styles from './side.module.css'

/** Runs, then series. */
export function Side() {
  return <nav className={styles['side']} aria-label="Runs and series" />
}
