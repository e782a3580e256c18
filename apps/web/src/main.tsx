import '@catalyst/react/style.css'
import './styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id "root" to render into.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
