-- Whoever reports is protected: what he handed in is known by its hash, and goes into no other matter.
alter table entry_file add column protects text;
comment on column entry_file.protects is 'The clause that protects whom the file comes from; null for everything else.';
update entry_file f set protects = 'order-121/37' from entry e
  where e.organisation_id = f.organisation_id and e.id = f.entry_id and (
    e.definition = 'violation-report' and e.act in ('report', 'add')
    or e.definition = 'complaint' and (e.act = 'supply' or e.act = 'register' and e.input #> '{agent,authority}' ? f.file_hash));

-- Which of these files are. It looks past the actor's scope, because a file may come by hand from a colleague; only an
-- office that carries cases on is answered: a firm could ask file by file who told of it.
create function protected_files(hashes text[]) returns table (file_hash text, clause text)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.file_hash, min(f.protects) from entry_file f
  where f.file_hash = any (hashes) and f.protects is not null
    and exists (select from organisation o where o.id = my_organisation()
      and o.kind in ('market-regulator', 'industry-department', 'customs', 'police'))
  group by f.file_hash
$$;
revoke execute on function protected_files(text[]) from public;
grant execute on function protected_files(text[]) to sifang_app;

-- For the same reason a photo that a reporter handed in does not count as used before.
create or replace function file_was_used(hash text, except_entry uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return my_account() is not null and exists (select from entry_file f
    where f.file_hash = hash and f.entry_id <> except_entry and f.protects is null);
end $$;

-- Whoever left a seat reads on what was done until then, and its own acts: neither the case as it stands now, nor its
-- clocks, nor what came later.
alter table seat add column left_at timestamptz;
comment on column seat.left_at is 'When whoever sits here as a former one was replaced; null for whoever sits in a role of its own.';
create index seat_left on seat (organisation_id) where left_at is not null;
update seat s set left_at = f.at from (
  select s.proceeding_id, s.role, s.organisation_id, min(e.at) filter (where e.at > coalesce(o.at, '-infinity')) as at
  from seat s
  join (values ('violation-report', 'formerHandler', 'dispatch', 'handler'), ('complaint', 'formerHandler', 'dispatch', 'handler'),
    ('complaint', 'formerMediator', 'entrust', 'mediator'), ('clue-referral', 'formerReceiver', 'send', 'receiver'),
    ('clue-referral', 'formerReceiver', 'resend', 'receiver'), ('clue-referral', 'formerReceiver', 'designate', 'receiver'),
    ('licence-application', 'formerLaboratory', 'seal', 'laboratory')) as t (procedure, role, act, field) on t.role = s.role
  join entry e on e.proceeding_id = s.proceeding_id and e.definition = t.procedure and e.act = t.act
    and e.input ->> t.field <> s.organisation_id::text
  left join lateral (select max(own.at) as at from entry own where own.proceeding_id = s.proceeding_id
    and own.definition = t.procedure and own.input ->> t.field = s.organisation_id::text) o on true
  group by s.proceeding_id, s.role, s.organisation_id) f
where f.proceeding_id = s.proceeding_id and f.role = s.role and f.organisation_id = s.organisation_id;

-- Police that passed a referral on have the seat of a former one now, and whoever gave a matter back left with that act.
insert into seat (proceeding_id, role, organisation_id, left_at)
select n.proceeding_id, 'formerPolice', n.police, (select min(e.at) from entry e where e.proceeding_id = n.proceeding_id
    and e.at > n.at and e.act = 'reroute')
  from (select proceeding_id, (input ->> 'police')::uuid as police, max(at) as at from entry
    where definition = 'crime-referral' and act in ('transfer', 'reroute') group by 1, 2) n
  where exists (select from entry e where e.proceeding_id = n.proceeding_id and e.at > n.at and e.act = 'reroute');
with given as (
  select e.proceeding_id, t.role, t.former, max(e.at) as at
  from (values ('violation-report', 'giveBack', 'handler', 'formerHandler'), ('complaint', 'giveBack', 'handler', 'formerHandler'),
    ('crime-referral', 'sendBack', 'police', 'formerPolice')) as t (procedure, act, role, former)
  join entry e on e.definition = t.procedure and e.act = t.act and e.proceeding_id is not null
  group by 1, 2, 3), vacated as (
  delete from seat s using given g where s.proceeding_id = g.proceeding_id and s.role = g.role and not exists (
    select from entry e where e.proceeding_id = g.proceeding_id and e.at > g.at and e.act in ('dispatch', 'transfer', 'reroute'))
  returning s.proceeding_id, g.former, s.organisation_id, s.account_id, g.at)
insert into seat (proceeding_id, role, organisation_id, account_id, left_at) select * from vacated;

create or replace function is_seated(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from seat s where s.proceeding_id = asked and s.left_at is null
    and (s.organisation_id = my_organisation() or s.account_id = my_account()));
end $$;
create or replace function my_cases() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select s.proceeding_id from seat s where s.organisation_id = my_organisation() and s.left_at is null
    union all select s.proceeding_id from seat s where s.account_id = my_account() and s.left_at is null;
end $$;
create or replace function my_case_partners() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select other.organisation_id from seat own join proceeding p on p.id = own.proceeding_id
    join seat other on other.proceeding_id = own.proceeding_id
    where own.organisation_id = my_organisation() and not my_organisation() = any (p.hidden_from)
      and other.organisation_id is not null
      -- Of whoever came later a former one knows nothing.
      and (own.left_at is null or other.organisation_id = p.organisation_id);
end $$;
-- Whether a seat, or one that was left later or by this very act, opens an act of a case.
create function reads_act(asked uuid, done_at timestamptz, done_by uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from seat s where s.proceeding_id = asked
    and (s.organisation_id = my_organisation() or s.account_id = my_account())
    and (s.left_at is null or done_at < s.left_at or done_by = my_organisation()));
end $$;
create or replace function sees_entry(organisation uuid, asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from entry e where e.organisation_id = organisation and e.id = asked
    and (e.organisation_id = my_organisation() or e.account_id = my_account()
      or e.region between my_region_lo() and my_region_hi() and e.domains & my_domains() <> 0
      or e.proceeding_id is not null and reads_act(e.proceeding_id, e.at, e.account_organisation_id))
    and (e.proceeding_id is null or e.account_id = my_account() or not is_hidden(e.proceeding_id)));
end $$;
alter policy read_scope on entry
  using (organisation_id = (select my_organisation()) or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0)
    or account_id = (select my_account())
    or (proceeding_id is not null and reads_act(proceeding_id, at, account_organisation_id)));
create policy left_seat on seat for select to sifang_app
  using (left_at is not null and organisation_id = (select my_organisation()));

-- The cases that the actor's organisation left and sees in no other way: what was known of them from the first day.
create function left_cases() returns table (id uuid, procedure text, opened_on date, title text, organisation_id uuid,
  region int, domains int, opened_at timestamptz, left_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select p.id, p.procedure, p.opened_on, p.title, p.organisation_id, p.region, p.domains, p.opened_at,
      max(s.left_at)
    from seat s join proceeding p on p.id = s.proceeding_id
    where s.organisation_id = my_organisation() and s.left_at is not null and not sees_proceeding(p.id)
      and not my_organisation() = any (p.hidden_from)
    group by p.id;
end $$;
revoke execute on function reads_act(uuid, timestamptz, uuid), left_cases() from public;
grant execute on function reads_act(uuid, timestamptz, uuid), left_cases() to sifang_app;
