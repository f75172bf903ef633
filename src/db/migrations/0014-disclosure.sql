-- What became public of a proceeding, by an act that says so: single entries with their proofs, and files.
create table disclosure (
  proceeding_id uuid not null references proceeding (id),
  cause uuid not null,
  entry_id uuid,
  file_hash text,
  at timestamptz not null,
  check ((entry_id is null) <> (file_hash is null)),
  unique nulls not distinct (proceeding_id, entry_id, file_hash)
);
comment on table disclosure is 'An entry or a file of a proceeding that everybody may read; cause is the entry whose effect disclosed it.';
create index disclosure_by_file on disclosure (file_hash) where file_hash is not null;
alter table disclosure enable row level security;

grant select on disclosure to sifang_app, sifang_public, sifang_audit;
grant insert on disclosure to sifang_app;
create policy everybody on disclosure for select using (true);
-- Only by an act of one's own, and only what belongs to the same proceeding.
create policy by_cause on disclosure for insert to sifang_app with check (
  exists (select from entry e where e.id = disclosure.cause and e.account_id = (select my_account())
    and e.proceeding_id = disclosure.proceeding_id)
  and (entry_id is null or exists (select from entry o where o.id = disclosure.entry_id and o.proceeding_id = disclosure.proceeding_id))
  and (file_hash is null or exists (select from entry_file f join entry o on o.id = f.entry_id
    where f.file_hash = disclosure.file_hash and o.proceeding_id = disclosure.proceeding_id)));

-- The disclosed entries of a proceeding, whole: whoever verifies needs salt and value. Nothing else of it is shown.
create function disclosed_entries(asked uuid) returns table (id uuid, organisation_id uuid, region int, domains int,
  kind text, definition text, definition_hash bytea, act text, proceeding_id uuid, cause uuid, at timestamptz,
  client_at timestamptz, late boolean, late_reason text, account_id uuid, account_organisation_id uuid, posts text[],
  input jsonb, salt bytea, content_hash bytea, index bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.organisation_id, e.region, e.domains, e.kind, e.definition, e.definition_hash, e.act, e.proceeding_id,
    e.cause, e.at, e.client_at, e.late, e.late_reason, e.account_id, e.account_organisation_id, e.posts, e.input, e.salt,
    e.content_hash, l.index
  from disclosure d join entry e on e.id = d.entry_id
  left join leaf l on l.entry_id = e.id and l.organisation_id = e.organisation_id
  where d.proceeding_id = asked order by e.at, e.id
$$;
-- Proceedings of which something is public, the latest first: name, place, state and the body that opened it.
create function disclosed_proceedings(wanted text, one uuid, max_rows int, skipped int) returns table (id uuid,
  opened_on date, title text, state text, region int, region_name text, organiser text, opened_at timestamptz,
  last_at timestamptz, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.opened_on, p.title, p.state, p.region, r.name, o.name, p.opened_at, p.last_at, count(*) over ()
  from proceeding p join region r on r.code = p.region
  join lateral (select e.account_organisation_id from entry e where e.proceeding_id = p.id order by e.at, e.id limit 1) f on true
  left join organisation o on o.id = f.account_organisation_id
  where p.procedure = wanted and (one is null or p.id = one)
    and exists (select from disclosure d where d.proceeding_id = p.id)
  order by p.last_at desc limit least(max_rows, 100) offset skipped
$$;
revoke execute on function disclosed_entries(uuid), disclosed_proceedings(text, uuid, int, int) from public;
grant execute on function disclosed_entries(uuid), disclosed_proceedings(text, uuid, int, int) to sifang_public;
