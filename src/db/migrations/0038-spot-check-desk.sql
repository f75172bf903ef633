-- The desk counts checks by their states and shows those next that are due first, out of tens of thousands.

-- Counted in an index alone, with the state. Each act writes all indexes of a proceeding since lists go by the last one
-- (0022), so that what is included costs no further page.
drop index proceeding_open;
create index proceeding_open on proceeding (procedure, region)
  include (id, state, last_at, domains, organisation_id, opened_by, hidden_from) where closed_at is null;
-- What is closed is written here once and moves no more.
create index proceeding_closed on proceeding (procedure, last_at desc)
  include (id, state, region, domains, organisation_id, opened_by, hidden_from) where closed_at is not null;
-- Clocks that run, in the order in which they run out.
create index clock_running on clock (procedure, until) include (proceeding_id, deadline, nature, region, domains)
  where until is not null and nature <> 'opening' and not paused;
-- Orders of spot checks by their plan; a check has one. Everything else in the log stays out of it.
create index entry_by_plan on entry ((input -> 'plan' ->> 'number'), (input ->> 'planName'), region)
  where definition = 'spot-check' and act = 'assign';

-- Checks by what their orders say. What reads JSON may leak, so that no index is read by it under row security; these
-- functions apply the policies of entry themselves, with sets that are read once.
create function checks_ordered(of_plan text, of_line text, of_class text, of_laboratory text, said text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  return query select e.proceeding_id from entry e
    where e.definition = 'spot-check' and e.act = 'assign'
      and (of_plan is null or e.input -> 'plan' ->> 'number' = of_plan)
      and (of_line is null or e.input -> 'plan' ->> 'line' = of_line)
      and (of_class is null or e.input ->> 'productClass' = of_class)
      and (of_laboratory is null or e.input ->> 'laboratory' = of_laboratory)
      and (said is null or concat_ws(' ', e.input ->> 'taskNumber', e.input ->> 'productName', e.input ->> 'producerName',
        e.input ->> 'brand', e.input ->> 'model') like said)
      and case when e.region between (select my_region_lo()) and (select my_region_hi())
          and e.domains & (select my_domains()) <> 0 then true
        else e.proceeding_id in (select my_cases() union all select my_own_cases()) end
      and e.proceeding_id not in (select my_hidden_cases());
end $$;
-- Plans that the orders of checks name: one after the other within the territory, and those of one's own cases outside it.
create function plans_ordered() returns table (number text, name text)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare lo int := my_region_lo(); hi int := my_region_hi(); mask int := my_domains();
  hidden uuid[] := array(select my_hidden_cases()); last_number text := ''; last_name text := '';
begin
  loop
    exit when lo > hi;
    select e.input -> 'plan' ->> 'number', e.input ->> 'planName' into last_number, last_name from entry e
      where e.definition = 'spot-check' and e.act = 'assign'
        and (e.input -> 'plan' ->> 'number', e.input ->> 'planName') > (last_number, last_name)
        and e.region between lo and hi and e.domains & mask <> 0 and not e.proceeding_id = any (hidden)
      order by e.input -> 'plan' ->> 'number', e.input ->> 'planName' limit 1;
    exit when not found;
    number := last_number;
    name := last_name;
    return next;
  end loop;
  return query select distinct e.input -> 'plan' ->> 'number', e.input ->> 'planName'
    from proceeding p join entry e on e.proceeding_id = p.id and e.definition = 'spot-check' and e.act = 'assign'
    where p.procedure = 'spot-check' and p.id in (select my_cases() union select my_own_cases())
      and not (p.region between lo and hi and p.domains & mask <> 0) and not p.id = any (hidden) and e.input ? 'plan';
end $$;
revoke execute on function checks_ordered(text, text, text, text, text), plans_ordered() from public;
grant execute on function checks_ordered(text, text, text, text, text), plans_ordered() to sifang_app;
