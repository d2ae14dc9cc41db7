import { Suspense, useEffect, useRef } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { routes } from '../routes.tsx';
import { Unreachable } from '../server/unreachable.tsx';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { Boundary } from './boundary.tsx';
import { Controls } from './controls.tsx';
import { Loading } from './loading.tsx';
import { NotHere } from './not-here.tsx';
import './frame.css';
import { WhoAmI } from './who-am-i.tsx';

/** Header, menu and foot around the page that the address names. */
export function Frame({ title }: { readonly title: string }) {
  const words = useWords(frameWords);
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
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="frame-header">
        <Link className="brand" href="/">
          {title}
        </Link>
        <nav aria-label={words.menu}>
          {routes.flatMap(({ path, menu }) => {
            if (menu === undefined) return [];
            const current =
              path === '/' ? location === '/' || location.startsWith('/practice') : location.startsWith(path);
            return (
              <Link key={path} className="menu-entry" href={path} aria-current={current ? 'page' : undefined}>
                {menu(words)}
              </Link>
            );
          })}
        </nav>
        <Controls />
      </header>
      <Unreachable />
      <main id="main" ref={main} tabIndex={-1}>
        <Boundary key={location}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {routes.map(({ path, page }) => (
                <Route key={path} path={path} component={page} />
              ))}
              <Route>
                <NotHere />
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </main>
      <footer className="frame-foot">
        <p>{words.about}</p>
        <WhoAmI />
      </footer>
    </>
  );
}
