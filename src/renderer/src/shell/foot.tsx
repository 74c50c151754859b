import styles from './foot.module.css'

/** Privacy, what is saved, what the trainers do. */
export function Foot() {
  return <footer className={styles['foot']}>Nothing leaves this computer</footer>
}
