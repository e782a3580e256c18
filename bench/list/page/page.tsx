import '@catalyst/react/style.css'
import { CatalystProvider, EnvironmentList } from '@catalyst/react'
import { createRoot } from 'react-dom/client'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')

createRoot(root).render(
  <CatalystProvider>
    <EnvironmentList getHref={({ metadata }) => `#/${metadata.namespace}/${metadata.name}`} />
  </CatalystProvider>,
)
