import { Button } from '@blueprintjs/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { AskFailure } from '../bridge.ts'
import { EmptyState } from '../components/state.tsx'
import { openDialog } from '../state/ui.ts'

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** What is inside: a sentence's subject, “The Results view”. */
  readonly what: string
}

interface Broken {
  readonly error: Error
  readonly where: string
}

/** Keeps a bug in one part of the window from taking the rest with it, and says what to do. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: Broken | null }> {
  override state: { broken: Broken | null } = { broken: null }

  static getDerivedStateFromError(error: unknown): { broken: Broken } {
    return {
      broken: { error: error instanceof Error ? error : new Error(String(error)), where: '' },
    }
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    this.setState({ broken: { error, where: componentStack ?? '' } })
  }

  override render(): ReactNode {
    const { broken } = this.state
    if (broken === null) return this.props.children
    return <BrokenState what={this.props.what} broken={broken} />
  }
}

/** Runs and prices are with main: what is drawn can always be drawn again. */
function BrokenState({ what, broken }: { readonly what: string; readonly broken: Broken }) {
  const { error, where } = broken
  const details = `${error.stack ?? error.message}\n${where}`
  const said = error instanceof AskFailure ? error.message : `It says: ${error.message}.`
  return (
    <div role="alert">
      <EmptyState
        title={`${what} stopped working`}
        text={`This is a fault of ours. ${said} Your runs and prices are safe, and training goes on. Reload the window; if it happens again, report it.`}
      >
        <Button intent="primary" text="Reload" onClick={() => location.reload()} />
        <Button text="Copy details" onClick={() => void navigator.clipboard.writeText(details)} />
        <Button text="Report a problem" onClick={() => openDialog('report')} />
      </EmptyState>
    </div>
  )
}
