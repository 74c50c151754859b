import '@blueprintjs/core/lib/css/blueprint.css'
import './styles/tokens.css'
import './styles/blueprint.css'
import './styles/base.css'
import { BlueprintProvider } from '@blueprintjs/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'
import { listenToMain } from './state/listen-to-main.ts'
import { makeQueryClient } from './state/query-client.ts'

const queryClient = makeQueryClient()
listenToMain(queryClient)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BlueprintProvider>
        <App />
      </BlueprintProvider>
    </QueryClientProvider>
  </StrictMode>
)
