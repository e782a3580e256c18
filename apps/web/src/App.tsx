import { CatalystProvider } from '@catalyst/react'
import type { ReactNode } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Shell } from './layout/Shell.tsx'
import { CreateEnvironmentPage } from './pages/create/CreateEnvironmentPage.tsx'
import { EnvironmentPage } from './pages/environment/EnvironmentPage.tsx'
import { ListPage } from './pages/list/ListPage.tsx'
import { NotFoundPage } from './pages/not-found/NotFoundPage.tsx'
import { CreateProjectPage } from './pages/project/CreateProjectPage.tsx'
import { EditProjectPage } from './pages/project/EditProjectPage.tsx'
import { ProjectPage } from './pages/project/ProjectPage.tsx'
import { ProjectsPage } from './pages/projects/ProjectsPage.tsx'
import { UsagePage } from './pages/usage/UsagePage.tsx'
import { basePath } from './routing/basePath.ts'
import { SignedInPage } from './sign-in/SignedInPage.tsx'

/** The dashboard. */
export function App(): ReactNode {
  return (
    <CatalystProvider baseUrl={basePath}>
      <BrowserRouter basename={basePath}>
        <Routes>
          <Route element={<Shell />}>
            <Route index element={<ListPage />} />
            <Route path="environments/new" element={<CreateEnvironmentPage />} />
            <Route path="environments/:cluster/:namespace/:name" element={<EnvironmentPage />} />
            <Route path="projects" element={<ProjectsPage />} />
            <Route path="projects/new" element={<CreateProjectPage />} />
            <Route path="projects/:cluster/:namespace/:name" element={<ProjectPage />} />
            <Route path="projects/:cluster/:namespace/:name/edit" element={<EditProjectPage />} />
            <Route path="usage" element={<UsagePage />} />
            <Route path="signed-in" element={<SignedInPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </CatalystProvider>
  )
}
