import styles from './experiment-form.module.css'

/** The experiment on the right, that can be folded away. */
export function ExperimentForm() {
  return <aside className={styles['form']} aria-label="Experiment" />
}
