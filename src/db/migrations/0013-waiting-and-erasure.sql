-- A case also waits for somebody without a clock; such a row has no day.
alter table clock alter column due_day drop not null, alter column until drop not null;
alter table clock add constraint clock_has_a_day check ((nature = 'awaits') = (due_day is null and until is null));
comment on table clock is 'The unmet clocks of open proceedings, and for whom they wait without one; computed from the entries and kept for lists only.';

-- What the effect that opened a case seated is part of the opening entry, so that a changed seat is found.
alter table entry add column seats jsonb;
comment on column entry.seats is 'Whom the effect that opened the case seated; null where it named nobody.';

-- Personal data can be erased: value and salt go, the hash stays in the log and says nothing any more.
alter table entry alter column salt drop not null;
comment on column entry.salt is 'Null where the content was erased; input is then empty.';

create table erasure (
  entry_id uuid primary key,
  organisation_id uuid not null,
  basis text not null,
  reason text not null,
  requested_by uuid not null,
  approved_by uuid not null check (approved_by <> requested_by),
  approval_id uuid not null,
  at timestamptz not null
);
comment on table erasure is 'Entries whose content was erased: why, on what basis, who asked, who approved.';
comment on column erasure.approval_id is 'The entry of the approval; it and the request before it stand in the log.';
alter table erasure enable row level security;
grant select on erasure to sifang_app, sifang_audit;
create policy by_entry on erasure for select to sifang_app using (sees_entry(organisation_id, entry_id));
create policy audit_role on erasure for select to sifang_audit using (true);

-- The one way to erase. It believes no caller: the approval that it is given must be an entry of the person who acts,
-- written in this very transaction or before, in a case that another person opened with a request for this entry.
-- Returns the files that no other entry names.
create function erase_entry(asked uuid, approval uuid) returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare approved entry%rowtype; requested entry%rowtype; erased entry%rowtype; files text[];
begin
  select * into approved from entry
    where id = approval and definition = 'entry-erasure' and act = 'approve' and account_id = my_account();
  if not found then raise exception 'no approval by whoever acts' using errcode = '42501'; end if;
  select * into requested from entry
    where proceeding_id = approved.proceeding_id and definition = 'entry-erasure' and act = 'request';
  if not found or requested.account_id = approved.account_id or requested.input ->> 'entry' <> asked::text then
    raise exception 'no request by another person' using errcode = '42501';
  end if;
  select * into erased from entry where id = asked for update;
  if not found or not sees_entry(erased.organisation_id, asked) or erased.definition = 'entry-erasure' then
    raise exception 'no entry that whoever acts may erase' using errcode = '42501';
  end if;
  -- Replays and clocks of an open case need what was said in it.
  if exists (select from proceeding p where p.id = erased.proceeding_id and p.closed_at is null) then
    raise exception 'the case is still open' using errcode = '55000';
  end if;
  insert into erasure values (asked, erased.organisation_id, requested.input ->> 'basis', requested.input ->> 'reason',
    requested.account_id, approved.account_id, approval, approved.at);
  -- The hash of the request is unsalted: it could be tested against guesses.
  update entry set input = '{}', salt = null, late_reason = null, request_hash = '' where id = asked;
  select array_agg(f.file_hash) into files from entry_file f where f.entry_id = asked
    and not exists (select from entry_file o where o.file_hash = f.file_hash and o.entry_id <> asked);
  delete from entry_file where entry_id = asked;
  delete from file where hash = any (files);
  return coalesce(files, '{}');
end $$;
revoke execute on function erase_entry(uuid, uuid) from public;
grant execute on function erase_entry(uuid, uuid) to sifang_app;

-- Which days the nightly work marked, when and by which rules: the audit repeats it.
create table duty_roll (
  day date primary key,
  at timestamptz not null,
  rules bytea not null
);
comment on table duty_roll is 'A day whose owed duties were marked, with a digest of the duties and product classes by which.';
alter table duty_roll enable row level security;
grant select, insert, update on duty_roll to sifang_sweep;
grant select on duty_roll to sifang_audit;
create policy sweep_role on duty_roll to sifang_sweep using (true) with check (true);
create policy audit_role on duty_roll for select to sifang_audit using (true);

-- A change of what the register holds is an entry; what the enterprise owes is then judged again by the sweep, which
-- takes the row away.
create table duty_to_judge (
  organisation_id uuid primary key references organisation (id),
  at timestamptz not null
);
comment on table duty_to_judge is 'Enterprises whose registered facts changed and whose current duties are to be judged again.';
alter table duty_to_judge enable row level security;
grant insert on duty_to_judge to sifang_app;
create policy own_or_scope on duty_to_judge for insert to sifang_app
  with check (organisation_id = (select my_organisation()) or is_in_scope(organisation_id));
grant select, delete on duty_to_judge to sifang_sweep;
create policy sweep_role on duty_to_judge to sifang_sweep using (true);
