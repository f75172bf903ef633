-- What time does, and what is published outside: terms, withdrawal with its trace, the outbox to the credit sites.
do $$ begin
  if not exists (select from pg_roles where rolname = 'sifang_sender') then
    create role sifang_sender nologin;
  end if;
  grant sifang_sender to current_user;
  grant usage on schema public to sifang_sender;
end $$;

-- Time is nobody: no account has this id, no session leads to it. Only the sweep writes in its name, and only that.
create function time_account() returns uuid language sql immutable parallel safe as
  $$ select '00000000-0000-0000-0000-000000000000'::uuid $$;
alter table account add constraint account_is_somebody check (id <> '00000000-0000-0000-0000-000000000000');

drop policy sweep_role on entry;
create policy sweep_role on entry for select to sifang_sweep using (true);
create policy by_time on entry for insert to sifang_sweep with check (account_id = time_account()
  and account_organisation_id is null and posts = '{}' and kind = 'procedure' and proceeding_id is not null);
grant insert on entry, leaf_queue to sifang_sweep;
grant usage on sequence leaf_queue_seq_seq to sifang_sweep;
create policy by_time on leaf_queue for insert to sifang_sweep with check (true);
grant update (state, last_at, closed_at, hidden_from, acts) on proceeding to sifang_sweep;

alter table publication
  add column key text not null default '',
  add column shown_until date,
  add column sites text[] not null default '{}',
  add column record jsonb not null default '{}',
  add column proceeding_id uuid,
  add column authority_id uuid,
  add column domains int not null default 0,
  add column withdrawn_by uuid,
  add column withdrawn_reason text;
comment on column publication.key is 'What the proceeding withdraws it by.';
comment on column publication.shown_until is 'Last day on which it is shown; null stays until it is withdrawn.';
comment on column publication.sites is 'Credit sites that it goes to.';
comment on column publication.record is 'What the columns of those sites are filled from.';
comment on column publication.authority_id is 'Who published it.';
comment on column publication.withdrawn_by is 'The entry that withdrew it; the trace for officials and whom it was about.';
create index publication_by_proceeding on publication (proceeding_id) where proceeding_id is not null;
create index publication_by_kind on publication (kind, at desc);

-- The public sees what stands; what was withdrawn is seen by those it was about, by who
-- published it and by the officials of the place.
drop policy everybody on publication;
create policy standing on publication for select to sifang_public using (withdrawn_at is null);
create policy standing_or_own on publication for select to sifang_app
  using (withdrawn_at is null or organisation_id = (select my_organisation())
    or authority_id = (select my_organisation())
    or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
create policy audit_role on publication for select to sifang_audit using (true);
drop policy by_entry on publication;
create policy by_entry on publication for insert to sifang_app
  with check (exists (select from entry e where e.id = entry_id and e.account_id = (select my_account())
    and e.proceeding_id is not distinct from publication.proceeding_id));
-- Withdrawn once, by an act of the same case; the text itself is nobody's to change.
grant update (withdrawn_at, withdrawn_by, withdrawn_reason) on publication to sifang_app, sifang_sweep;
create policy withdrawn_by_act on publication for update to sifang_app using (withdrawn_at is null)
  with check (exists (select from entry w where w.id = withdrawn_by and w.account_id = (select my_account())
    and w.proceeding_id = publication.proceeding_id));
grant select on publication to sifang_sweep, sifang_sender;
create policy sweep_role on publication for select to sifang_sweep using (true);
create policy withdrawn_by_time on publication for update to sifang_sweep using (withdrawn_at is null)
  with check (exists (select from entry w where w.id = withdrawn_by and w.account_id = time_account()
    and w.proceeding_id = publication.proceeding_id));
create policy sender_role on publication for select to sifang_sender using (true);

-- Whoever is named in what stands published, and who published it, is known by name and code.
grant select (id, name, credit_code, region) on organisation to sifang_public, sifang_sender;
create policy published on organisation for select to sifang_public
  using (exists (select from publication p where organisation.id in (p.organisation_id, p.authority_id)));
create policy sender_role on organisation for select to sifang_sender using (true);

create table dispatch (
  id uuid primary key default gen_random_uuid(),
  publication_id uuid not null references publication (id),
  site text not null,
  action text not null check (action in ('publish', 'withdraw')),
  state text not null default 'due' check (state in ('due', 'exported', 'accepted', 'failed', 'withdrawn')),
  organisation_id uuid,
  region int not null,
  domains int not null,
  attempts int not null default 0,
  next_at timestamptz,
  claimed_until timestamptz,
  last_error text,
  receipt text,
  at timestamptz not null,
  changed_at timestamptz not null,
  unique (publication_id, site, action)
);
comment on table dispatch is 'The outbox to the credit sites: one row for each publication, site and direction.';
comment on column dispatch.id is 'Goes with every attempt, so that a receiver takes a repeated one for the same.';
comment on column dispatch.next_at is 'When it is tried again; null where it waits for a person or for nothing.';
comment on column dispatch.claimed_until is 'Until then one node is busy sending it.';
create index dispatch_due on dispatch (next_at) where next_at is not null;
create index dispatch_by_region on dispatch (region, at desc);
create index dispatch_by_organisation on dispatch (organisation_id);
alter table dispatch enable row level security;

-- The outbox is filled in the transaction of the act itself: nothing is published without being sent, and back.
create function fill_dispatch() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into dispatch (publication_id, site, action, organisation_id, region, domains, next_at, at, changed_at)
      select new.id, s, 'publish', new.organisation_id, new.region, new.domains, new.at, new.at, new.at
      from unnest(new.sites) s;
    return null;
  end if;
  if old.withdrawn_at is null and new.withdrawn_at is not null then
    -- What may have reached a site is taken back there, once the attempt that is under way is over.
    insert into dispatch (publication_id, site, action, organisation_id, region, domains, next_at, at, changed_at)
      select d.publication_id, d.site, 'withdraw', d.organisation_id, d.region, d.domains,
        greatest(new.withdrawn_at, d.claimed_until), new.withdrawn_at, new.withdrawn_at
      from dispatch d where d.publication_id = new.id and d.action = 'publish' and d.attempts > 0;
    update dispatch d set state = 'withdrawn', next_at = null, changed_at = new.withdrawn_at
      where d.publication_id = new.id and d.action = 'publish' and d.state in ('due', 'failed');
  end if;
  return null;
end $$;
create trigger publication_changed after insert or update on publication
  for each row execute function fill_dispatch();

grant select, update on dispatch to sifang_sender;
create policy sender_role on dispatch to sifang_sender using (true) with check (true);
grant select on dispatch to sifang_app;
create policy own_or_scope on dispatch for select to sifang_app
  using (organisation_id = (select my_organisation())
    or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
-- A market regulator of the place sends again what failed, or notes that a site took what lay in the folder.
grant update (state, next_at, receipt, changed_at) on dispatch to sifang_app;
create policy followed_up on dispatch for update to sifang_app
  using (state in ('failed', 'exported') and current_setting('sifang.party', true) = 'regulator'
    and region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
  with check (state in ('due', 'accepted'));
