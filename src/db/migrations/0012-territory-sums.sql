-- Boards read sums and no bit maps. An act must not wait for its county's sum, so it only notes what it changes; the
-- sweep folds the notes into the sums every minute, and a board adds to the sums what is not folded yet.
drop trigger duty_month_changed on duty_month;
drop function adjust_duty_summary(), close_duty_month(date);
drop table duty_summary, duty_closed_month;

create table duty_summary (
  duty text not null,
  class_id text not null,
  region int not null,
  month date not null,
  day smallint not null check (day between 0 and 31),
  domains int not null,
  organisations bigint not null,
  expected bigint not null,
  done bigint not null,
  missing bigint not null,
  late bigint not null,
  finding bigint not null,
  idle bigint not null,
  primary key (duty, class_id, region, month, day, domains)
) with (fillfactor = 80);
comment on table duty_summary is 'duty_month, summed; the changes that wait in duty_change belong to it.';
comment on column duty_summary.class_id is 'Product class of the enterprises; empty for the sum over all enterprises.';
comment on column duty_summary.day is 'Day on which the period starts; 0 for all periods of the month that are over.';
comment on column duty_summary.organisations is 'Bit maps of the month, only where day is 0.';
comment on column duty_summary.missing is 'Expected and not done; a board leaves out the period that still runs.';
create index duty_summary_running on duty_summary (duty) where day > 0;

create table duty_change (like duty_summary);
comment on table duty_change is 'Differences to duty_summary that are not folded into it yet.';
-- Rows come and go within a minute.
alter table duty_change set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- A row of duty_month as it is (sign 1) or was (-1): the bits that count, and whether the row itself does.
create type duty_side as (organisation_id uuid, class_id text, duty text, month date, region int, domains int, sign int,
  counted boolean, touched int, expected int, done int, late int, finding int, idle int);

-- Notes the differences, grouped; a side without a class counts for all and for every class of its organisation.
create function note_duty_change(sides duty_side[]) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into duty_change (duty, class_id, region, month, day, domains, organisations, expected, done, missing, late, finding, idle)
  with side as materialized (select * from unnest(sides)),
  slot as materialized (
    select 0 as day, 0 as bit, 0 as weight where (select bool_or(counted) from side)
    union all
    select bit + 1, bit, 1 from generate_series(0, 30) as bit where (select bit_or(touched) from side) >> bit & 1 = 1),
  by_class as (
    select coalesce(class_id, '') as class, s.* from side s
    union all
    select p.class_id, s.* from side s join organisation_product p on p.organisation_id = s.organisation_id
      where s.class_id is null)
  select c.duty, c.class, c.region, c.month, slot.day, c.domains, sum((1 - weight) * sign),
    sum(weight * sign * (expected >> bit & 1)), sum(weight * sign * (done >> bit & 1)), sum(weight * sign * ((expected & ~done) >> bit & 1)),
    sum(weight * sign * (late >> bit & 1)), sum(weight * sign * (finding >> bit & 1)), sum(weight * sign * (idle >> bit & 1))
  from by_class c join slot on case when day = 0 then counted else touched >> bit & 1 = 1 end
  group by c.duty, c.class, c.region, c.month, slot.day, c.domains
$$;

-- Once for a statement, however many rows it changed. Old and new are told apart by windows and not by a join, whose
-- plan, made for the one row of an act, would serve the ten thousand of the nightly roll-over too.
create function duty_month_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare sides duty_side[];
begin
  -- Classes of an organisation do not change between this reading of them and the end of the transaction.
  perform pg_advisory_xact_lock_shared(823002);
  if tg_op = 'INSERT' then
    select array_agg((organisation_id, null, duty, month, region, domains, 1, true, expected | done | late | finding | idle,
      expected, done, late, finding, idle)::duty_side) into sides from fresh;
  elsif tg_op = 'DELETE' then
    select array_agg((organisation_id, null, duty, month, region, domains, -1, true, expected | done | late | finding | idle,
      expected, done, late, finding, idle)::duty_side) into sides from stale;
  else
    select array_agg((organisation_id, null, duty, month, region, domains, sign, moved,
      case when moved then expected | done | late | finding | idle else changed end,
      expected, done, late, finding, idle)::duty_side) into sides
    from (
      select both_.*, bit_xor(expected) over own | bit_xor(done) over own | bit_xor(late) over own
          | bit_xor(finding) over own | bit_xor(idle) over own as changed,
        count(*) over own = 1 or min(region) over own <> max(region) over own
          or min(domains) over own <> max(domains) over own as moved
      from (select 1 as sign, * from fresh union all select -1, * from stale) as both_
      window own as (partition by organisation_id, duty, month)) as compared
    where moved or changed <> 0;
  end if;
  if sides is not null then perform note_duty_change(sides); end if;
  return null;
end $$;
create trigger duty_month_inserted after insert on duty_month referencing new table as fresh
  for each statement execute function duty_month_changed();
create trigger duty_month_updated after update on duty_month referencing old table as stale new table as fresh
  for each statement execute function duty_month_changed();
-- No role may; the sums follow the bit maps also where the owner of the tables takes one away.
create trigger duty_month_deleted after delete on duty_month referencing old table as stale
  for each statement execute function duty_month_changed();

-- An enterprise that takes up a class brings its past into the sums of that class, and takes it away again.
create function organisation_product_changed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare sides duty_side[];
begin
  if not exists (select from changed c join duty_month d on d.organisation_id = c.organisation_id) then return null; end if;
  perform pg_advisory_xact_lock(823002);
  select array_agg((d.organisation_id, c.class_id, d.duty, d.month, d.region, d.domains,
    case tg_op when 'INSERT' then 1 else -1 end, true, d.expected | d.done | d.late | d.finding | d.idle,
    d.expected, d.done, d.late, d.finding, d.idle)::duty_side) into sides
  from changed c join duty_month d on d.organisation_id = c.organisation_id;
  perform note_duty_change(sides);
  return null;
end $$;
create trigger organisation_product_inserted after insert on organisation_product referencing new table as changed
  for each statement execute function organisation_product_changed();
create trigger organisation_product_deleted after delete on organisation_product referencing old table as changed
  for each statement execute function organisation_product_changed();

-- Folds what waits into the sums. Periods of a duty that started before its running one are over and share one row.
create function fold_duty_changes(duties text[], running_from date[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(823003);
  with running as (select * from unnest(duties, running_from) as r (duty, since)),
  waiting as (delete from duty_change returning *),
  ended as (delete from duty_summary s using running r
    where s.day > 0 and s.duty = r.duty and s.month + s.day - 1 < r.since returning s.*)
  insert into duty_summary as s
    select c.duty, c.class_id, c.region, c.month, case when c.month + c.day - 1 < r.since then 0 else c.day end as at,
      c.domains, sum(c.organisations), sum(c.expected), sum(c.done), sum(c.missing), sum(c.late), sum(c.finding), sum(c.idle)
    from (select * from waiting union all select * from ended) c left join running r on r.duty = c.duty
    group by c.duty, c.class_id, c.region, c.month, at, c.domains
    -- New rows lie on the disk as boards read them.
    order by c.duty, c.class_id, c.month, c.region
  on conflict (duty, class_id, region, month, day, domains) do update set
    organisations = s.organisations + excluded.organisations, expected = s.expected + excluded.expected,
    done = s.done + excluded.done, missing = s.missing + excluded.missing, late = s.late + excluded.late,
    finding = s.finding + excluded.finding, idle = s.idle + excluded.idle;
end $$;

-- The bit maps that are there already.
select note_duty_change(array_agg((organisation_id, null, duty, month, region, domains, 1, true,
  expected | done | late | finding | idle, expected, done, late, finding, idle)::duty_side))
from duty_month group by month, duty;

alter table duty_summary enable row level security;
alter table duty_change enable row level security;
grant select on duty_summary, duty_change to sifang_app, sifang_audit;
do $$
declare t text;
begin
  foreach t in array array['duty_summary', 'duty_change'] loop
    execute format('create policy scope on %I for select to sifang_app using (region between (select my_region_lo())
      and (select my_region_hi()) and domains & (select my_domains()) <> 0)', t);
    execute format('create policy audit_role on %I for select to sifang_audit using (true)', t);
  end loop;
end $$;
revoke execute on function note_duty_change(duty_side[]), fold_duty_changes(text[], date[]) from public;
grant execute on function fold_duty_changes(text[], date[]) to sifang_sweep;

-- Lists of enterprises still read bit maps. An index that holds what acts change made every act write to it as well;
-- this one leaves them alone.
drop index duty_month_by_month;
create index duty_month_by_region on duty_month (duty, region, month);
-- As a CASE the scope is a filter and nothing else. As an OR it was taken for an index condition, and all months of
-- the region were read for the one that was asked for.
alter policy own_or_scope on duty_month using (case when organisation_id = (select my_organisation()) then true
  else region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0 end);

-- Proceedings that run, with all that a policy asks, so that counts by region leave the table alone. Without the time of
-- the last act, which made each act write here as well.
drop index proceeding_open;
create index proceeding_open on proceeding (procedure, region)
  include (id, domains, organisation_id, opened_by, hidden_from) where closed_at is null;
create index proceeding_by_opener on proceeding (opened_by);

-- Clocks of roles that nobody has taken up: for a county by its code, for wider scopes by time alone.
create index clock_unowned_by_region on clock (region, until) where owner_id is null;
create index clock_unowned_by_time on clock (until) where owner_id is null;

-- Findings of the actor's territory and domains that are not closed, and those that are overdue, by county. The policies
-- of proceeding and clock ask about each of 50,000 by itself; this applies the scope to all at once.
create function open_findings(lo int, hi int, mask int, class text, at timestamptz)
returns table (region int, open int, overdue int)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.region, count(*)::int, count(o.proceeding_id)::int
  from proceeding p left join (
    select distinct c.proceeding_id from clock c
    where c.until <= at and c.nature = 'duty' and not c.paused and c.region between lo and hi) o on o.proceeding_id = p.id
  where my_account() is not null and p.closed_at is null and p.procedure = 'corrective-action'
    and p.region between greatest(lo, my_region_lo()) and least(hi, my_region_hi())
    and p.domains & mask & (select my_domains()) <> 0
    and (p.hidden_from = '{}' or (select my_organisation()) is null or not (select my_organisation()) = any (p.hidden_from))
    and (class is null or exists (select from organisation_product c
      where c.organisation_id = p.organisation_id and c.class_id = class))
  group by p.region
$$;
revoke execute on function open_findings(int, int, int, text, timestamptz) from public;
grant execute on function open_findings(int, int, int, text, timestamptz) to sifang_app;

-- For the same reason as with duty_month a filter: the latest hundred of an organisation come by their index, and only
-- they are asked whether they are hidden.
alter policy mine on notification using (case when account_id = (select my_account()) then true
  else organisation_id = (select my_organisation()) and (post is null or post = any ((select my_posts())::text[])) end);

-- Official bodies, which everybody may name, are a few hundred among all enterprises.
create index organisation_official on organisation (kind, region) where kind not in ('enterprise', 'platform', 'operator');

-- A few hundred offices hold most clocks and notices; statistics must know each of them, or a list is planned as that
-- of an enterprise, which has ten.
alter table clock alter column owner_id set statistics 1000;
alter table notification alter column organisation_id set statistics 1000;
