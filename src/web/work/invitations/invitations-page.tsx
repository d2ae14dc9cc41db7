import { useCallback, useState } from 'react';
import type { NewInvitation } from '../../client/api.ts';
import { useTitle } from '../../frame/use-title.ts';
import { api } from '../../server/api.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { invitationWords } from '../../words/invitations.ts';
import { useWords } from '../../words/lang.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteForm } from './invite-form.tsx';
import { NewLink } from './new-link.tsx';
import '../work.css';
import './invitations.css';

/** Where candidates are invited, and invitations withdrawn. */
export default function InvitationsPage() {
  const words = useWords(invitationWords);
  useTitle(words.heading);
  const first = useLoaded(useCallback((signal) => api.invitations.listInvitations({}, { signal }), []));
  const [made, setMade] = useState<NewInvitation>();
  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
      </div>
      <InviteForm
        onMade={(invitation) => {
          setMade(invitation);
          if (first.state !== 'loading') first.again();
        }}
      />
      {made === undefined ? null : <NewLink key={made.id} invitation={made} />}
      <section className="sent">
        <h2>{words.sent}</h2>
        <ShowLoaded of={first}>{(page) => <InvitationList key={page.items[0]?.id ?? ''} first={page} />}</ShowLoaded>
      </section>
    </>
  );
}
