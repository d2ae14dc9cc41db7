import type { ReactNode } from 'react';

/** Says, in the place of what is not there, why, and what can be done about it. */
export function Notice(props: { readonly title: string; readonly detail?: string; readonly children?: ReactNode }) {
  return (
    <section className="notice" role="alert">
      <h1>{props.title}</h1>
      {props.detail === undefined ? null : <p>{props.detail}</p>}
      {props.children === undefined ? null : <div className="row">{props.children}</div>}
    </section>
  );
}
