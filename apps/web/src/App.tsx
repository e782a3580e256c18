import { CatalystProvider } from '@catalyst/react'
import type { ReactNode } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Shell } from './layout/Shell.tsx'
import { EnvironmentPage } from './pages/environment/EnvironmentPage.tsx'
import { ListPage } from './pages/list/ListPage.tsx'
import { NotFoundPage } from './pages/not-found/NotFoundPage.tsx'
import { SignedInPage } from './sign-in/SignedInPage.tsx'

/** Path below which the proxy serves this page; the build is the same for all. */
const base = document.querySelector<HTMLMetaElement>('meta[name="catalyst-base"]')?.content ?? ''

/** The dashboard. */
export function App(): ReactNode {
  return (
    <CatalystProvider baseUrl={base}>
      <BrowserRouter basename={base}>
        <Routes>
          <Route element={<Shell />}>
            <Route index element={<ListPage />} />
            <Route path="environments/:cluster/:namespace/:name" element={<EnvironmentPage />} />
            <Route path="signed-in" element={<SignedInPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </CatalystProvider>
  )
}
