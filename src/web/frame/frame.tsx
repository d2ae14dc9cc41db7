import { Suspense, useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { Session } from '../client/api.ts';
import { type PageRoute, routes } from '../routes.tsx';
import { useSession } from '../server/session.ts';
import { Unreachable } from '../server/unreachable.tsx';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { Boundary } from './boundary.tsx';
import { Controls } from './controls.tsx';
import { Entry } from './entry.tsx';
import { Loading } from './loading.tsx';
import { NotHere } from './not-here.tsx';
import { SignedIn } from './signed-in.tsx';
import './frame.css';
import { WhoAmI } from './who-am-i.tsx';

/** Header, menu and foot around the page that the address names. */
export function Frame({ title }: { readonly title: string }) {
  const words = useWords(frameWords);
  const session = useSession();
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    // A reader who cannot see the page change is taken to what changed.
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location]);
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entries depend on them
  useEffect(() => {
    const entry = nav.current?.querySelector<HTMLElement>('[aria-current]') ?? null;
    if (nav.current === null || entry === null) return;
    // A menu that is wider than its window is pushed to the entry that is shown.
    nav.current.scrollLeft = entry.offsetLeft - (nav.current.clientWidth - entry.offsetWidth) / 2;
  }, [location, session, words]);
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="frame-header">
        <Link className="brand" href="/">
          {title}
        </Link>
        <nav ref={nav} aria-label={words.menu}>
          {routes.flatMap((route) => {
            const { path, menu, with: others = [] } = route;
            if (menu === undefined || !mayOpen(route, session)) return [];
            const current = location === path || others.some((beginning) => location.startsWith(beginning));
            return (
              <Link key={path} className="menu-entry" href={path} aria-current={current ? 'page' : undefined}>
                {menu(words)}
              </Link>
            );
          })}
        </nav>
        <SignedIn />
        <Controls />
      </header>
      <Unreachable />
      <main id="main" ref={main} tabIndex={-1}>
        <Entry>
          <Boundary key={location}>
            <Suspense fallback={<Loading />}>
              <Switch>
                {routes
                  .filter((route) => mayOpen(route, session))
                  .map(({ path, page }) => (
                    <Route key={path} path={path} component={page} />
                  ))}
                <Route>
                  <NotHere />
                </Route>
              </Switch>
            </Suspense>
          </Boundary>
        </Entry>
      </main>
      <footer className="frame-foot">
        <p>{words.about}</p>
        <WhoAmI />
      </footer>
    </>
  );
}

/** The work of interviewers is shown to nobody who may not do it; the service would refuse it anyhow. */
function mayOpen({ path, signedIn = false }: PageRoute, session: Session | undefined): boolean {
  if (session === undefined || !session.sign_in) return !signedIn;
  if (session.role === 'nobody') return false;
  return session.role !== 'candidate' || !path.startsWith('/work');
}
