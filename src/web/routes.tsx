import { type ComponentType, lazy } from 'react';
import { QuestionList } from './candidate/question-list.tsx';
import { QuestionPage } from './candidate/question-page.tsx';
import type { frameWords } from './words/frame.ts';

/** A page with its address, as wouter writes it; those with a name stand in the menu. */
export type PageRoute = {
  readonly path: string;
  readonly page: ComponentType;
  readonly menu?: (words: typeof frameWords.zh) => string;
  /** Beginnings of other addresses that belong to this entry of the menu. */
  readonly with?: readonly string[];
  /** Only where the service asks who one is. */
  readonly signedIn?: boolean;
};

/**
 * Every page by its address, the first that fits. A page that is not needed at first is loaded on demand:
 * `page: lazy(() => import('./work/batches.tsx'))`, with `export default` there; all that only it imports is loaded with it.
 */
export const routes: readonly PageRoute[] = [
  { path: '/', page: QuestionList, menu: (words) => words.practice, with: ['/practice/'] },
  { path: '/practice/:question', page: QuestionPage },
  { path: '/attempts/:grade', page: lazy(() => import('./candidate/attempt-page.tsx')) },
  { path: '/mock', page: lazy(() => import('./candidate/mock/mock-page.tsx')), menu: (words) => words.mock },
  {
    path: '/history',
    page: lazy(() => import('./candidate/history-page.tsx')),
    menu: (words) => words.history,
    with: ['/attempts/'],
  },
  {
    path: '/work/batches',
    page: lazy(() => import('./work/batch/batch-list.tsx')),
    menu: (words) => words.batches,
    with: ['/work/new', '/work/batches/'],
  },
  { path: '/work/batches/:batch', page: lazy(() => import('./work/batch/batch-page.tsx')) },
  {
    path: '/work/batches/:batch/candidates/:candidate',
    page: lazy(() => import('./work/candidate/candidate-page.tsx')),
  },
  { path: '/work/batches/:batch/unnamed', page: lazy(() => import('./work/candidate/candidate-page.tsx')) },
  {
    path: '/work/batches/:batch/compare/:first/:second',
    page: lazy(() => import('./work/candidate/comparison-page.tsx')),
  },
  {
    path: '/work/reviews',
    page: lazy(() => import('./work/reviews/reviews-page.tsx')),
    menu: (words) => words.reviews,
    with: ['/work/reviews/'],
  },
  { path: '/work/reviews/:grade', page: lazy(() => import('./work/reviews/review-page.tsx')) },
  { path: '/work/new', page: lazy(() => import('./work/upload/upload-page.tsx')) },
  {
    path: '/work/invitations',
    page: lazy(() => import('./work/invitations/invitations-page.tsx')),
    menu: (words) => words.invitations,
    signedIn: true,
  },
  {
    path: '/work/rubrics',
    page: lazy(() => import('./work/rubric-list.tsx')),
    menu: (words) => words.rubrics,
    with: ['/work/rubrics/'],
  },
  { path: '/work/rubrics/:question', page: lazy(() => import('./work/rubric-page.tsx')) },
];
