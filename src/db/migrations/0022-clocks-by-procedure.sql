-- Several procedures have a deadline of the same name, and only some of them warn or end something by time. With its
-- procedure a clock is found by what it is, where every clock of that name was looked up with its proceeding each minute.
alter table clock add column procedure text;
update clock c set procedure = p.procedure from proceeding p where p.id = c.proceeding_id;
alter table clock alter column procedure set not null;
comment on column clock.procedure is 'Procedure of the proceeding; a projection as everything else here.';
create index clock_by_deadline on clock (procedure, split_part(deadline, '@', 1), until);
drop index clock_by_time;

-- What is overdue, by county, without the table: boards count it.
create index clock_overdue on clock (procedure, region, until) include (proceeding_id, domains) where nature = 'duty' and not paused;
-- The few open proceedings that some house must not see yet.
create index proceeding_hidden on proceeding (procedure) include (id, hidden_from) where closed_at is null and hidden_from <> '{}';
-- Open proceedings in the order of their lists, with all that a policy and a list's filter ask. Each act in a proceeding
-- writes here as well, which is one page more than the twenty it writes already; without it each look at a list sorted
-- all that is open.
create index proceeding_open_latest on proceeding (last_at desc)
  include (id, procedure, state, region, domains, organisation_id, opened_by, hidden_from) where closed_at is null;

-- As before: findings of the actor's territory and domains that are not closed, and those that are overdue, by county.
-- Both are counted in indexes alone; clocks run in open proceedings only, with the region and domains of their own.
create or replace function open_findings(lo int, hi int, mask int, class text, at timestamptz)
returns table (region int, open int, overdue int)
language sql stable security definer set search_path = public, pg_temp as $$
  with scope as materialized (
    select greatest(lo, my_region_lo()) as lo, least(hi, my_region_hi()) as hi, mask & my_domains() as mask
    where my_account() is not null),
  hidden as materialized (
    select p.id from proceeding p where p.closed_at is null and p.procedure = 'corrective-action'
      and p.hidden_from <> '{}' and my_organisation() = any (p.hidden_from)),
  running as (
    select p.region, count(*)::int as n from proceeding p
    where p.closed_at is null and p.procedure = 'corrective-action' and p.id not in (select id from hidden)
      and p.region between (select s.lo from scope s) and (select s.hi from scope s)
      and p.domains & (select s.mask from scope s) <> 0
      and (class is null or p.organisation_id in (select c.organisation_id from organisation_product c where c.class_id = class))
    group by p.region),
  late as (
    select c.region, count(distinct c.proceeding_id)::int as n from clock c
    where c.procedure = 'corrective-action' and c.nature = 'duty' and not c.paused and c.until <= at
      and c.region between (select s.lo from scope s) and (select s.hi from scope s)
      and c.domains & (select s.mask from scope s) <> 0 and c.proceeding_id not in (select id from hidden)
      and (class is null or c.proceeding_id in (select p.id from organisation_product o
        join proceeding p on p.organisation_id = o.organisation_id and p.procedure = 'corrective-action'
        where o.class_id = class and p.closed_at is null))
    group by c.region)
  select r.region, r.n, coalesce(l.n, 0) from running r left join late l on l.region = r.region
$$;

-- Whoever comes is noted here: rows change in place where their page has room.
alter table session set (fillfactor = 80);
alter table api_key set (fillfactor = 80);
